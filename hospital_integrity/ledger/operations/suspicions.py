"""A veto that was reported: put down, so that the result is held, and decided by another person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.departments.queries import home_department
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import queries
from hospital_integrity.ledger.models import Suspicion, SuspicionFinding
from hospital_integrity.ledger.operations.entries import record
from hospital_integrity.rules.recording import Fact, is_personal
from hospital_integrity.rules.saying import Refused, Stale

CONFIRMED, UNFOUNDED = "confirmed", "unfounded"


@dataclass(frozen=True)
class NewSuspicion:
    """A reported veto about a person (the department of the day is looked up), or about a department."""

    nonce: str
    item: str
    happened_on: date
    source: str
    staff_id: int | None = None
    department_id: int | None = None


def open_suspicion(new: NewSuspicion) -> Suspicion:
    """Hold the result of whom a veto was reported about; the same nonce again changes nothing."""
    queries.take_pen(alone=False)  # either this is seen by whoever confirms the year, or the year is closed already
    known = queries.suspicion_by_nonce(new.nonce)
    if known is not None:
        return known
    row = Suspicion(
        nonce=new.nonce,
        item=new.item,
        happened_on=new.happened_on,
        source=new.source.strip(),
        staff_id=new.staff_id,
        department_id=_checked(new),
        opened_by=asker().account_id,
        opened_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note("suspicion.opened", [("suspicions", row.id)], item=row.item)
    return row


def _checked(new: NewSuspicion) -> int:
    """The department that the suspicion is noted with."""
    item = next((one for one in queries.veto_items(new.happened_on.year) if one.key == new.item), None)
    if item is None:
        raise Refused("%(year)s 年度的办法没有这个否决事项", year=new.happened_on.year)
    if new.happened_on > clock.today():
        raise Refused("发生日期 %(day)s 还没有到", day=new.happened_on)
    if not new.source.strip():
        raise Refused("请写明线索的登记编号")
    if new.happened_on.year in queries.sealed_years():
        raise Refused("%(year)s 年度已关闭，查实后由更正程序处理", year=new.happened_on.year)
    if is_personal(item) != (new.staff_id is not None):
        raise Refused("个人的否决事项填工号，科室的否决事项填科室")
    if new.staff_id is not None and new.staff_id == asker().staff_id:
        raise Refused("不能登记关于自己的线索")
    return _place(new)


def _place(new: NewSuspicion) -> int:
    if new.staff_id is None:
        if new.department_id is None:
            raise Refused("请选择科室")
        return new.department_id
    home = home_department([new.staff_id], new.happened_on).get(new.staff_id)
    if home is None:
        raise Refused("此人在 %(day)s 不属于任何科室，请核对工号和日期", day=new.happened_on)
    return home


def decide_suspicion(suspicion_id: int, verdict: str, words: str, attested: str = "") -> SuspicionFinding:
    """Say what was found, by another person: a confirmed veto becomes an entry at once, with what its clause asks."""
    queries.take_pen(alone=False)
    row = queries.suspicion_for_change(suspicion_id)
    if row is None:
        raise Refused("找不到这件线索")
    if row.finding is not None:
        raise Stale("这件线索刚才已经有人作出结论，请刷新后查看")
    _check_decider(row)
    if not words.strip():
        raise Refused("请写明依据")
    entry_id = _recorded(row, words, attested) if verdict == CONFIRMED else None
    found = SuspicionFinding(
        suspicion=row,
        verdict=verdict,
        words=words.strip(),
        entry_id=entry_id,
        opened_by=row.opened_by,
        found_by=asker().account_id,
        found_at=clock.now(),
    )
    db.session.add(found)
    db.session.flush()
    rows = [("suspicions", row.id), *([("entries", entry_id)] if entry_id else [])]
    note(f"suspicion.{verdict}", rows, item=row.item)
    return found


def _check_decider(row: Suspicion) -> None:
    person = asker()
    if row.opened_by is not None and row.opened_by == person.account_id:
        raise Refused("登记线索的人不能自己作结论，请由另一人办理")
    if row.staff_id is not None and row.staff_id == person.staff_id:
        raise Refused("不能办理关于自己的线索")
    if row.department_id in person.home | person.departments:
        raise Refused("您属于这个科室，须由无关的人办理")


def _recorded(row: Suspicion, words: str, attested: str) -> int:
    fact = Fact(
        nonce=f"suspicion {row.id}",
        item=row.item,
        happened_on=row.happened_on,
        department_id=row.department_id,
        staff_id=row.staff_id,
        evidence=words.strip(),
        attested=attested.strip(),
    )
    return record(fact, asker().account_id).id
