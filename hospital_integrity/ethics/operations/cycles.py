"""The cycle of a year: opened with its windows, its windows moved with a reason, finished without gaps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.ethics import queries
from hospital_integrity.ethics.models import EthicsCycle, EthicsWindow
from hospital_integrity.ethics.queries import Attendance
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.rules.windows import Window, check_windows, window_names

MOST_NAMES = 6


def open_cycle(year: int, windows: Mapping[str, Window] | None = None) -> EthicsCycle:
    """Open the assessment of a year with its windows (None: as the edition proposes; empty: open at every stage).

    Refused where it was opened before, before the year has begun, or where windows are out of order or overlap.
    """
    scheme = queries.scheme_of(year)
    if year > clock.today().year:
        raise Refused("%(year)s 年还没有到", year=year)
    if queries.cycle(year) is not None:
        raise Refused("%(year)s 年度医德考评已经开始过了", year=year)
    chosen = queries.proposed_windows(year) if windows is None else windows
    check_windows(scheme, year, chosen, queries.windows(year - 1))
    cycle = EthicsCycle(year=year, opened_by=asker().account_id, opened_at=clock.now())
    db.session.add(cycle)
    db.session.flush()
    db.session.add_all(_row(cycle, key, one) for key, one in chosen.items())
    db.session.flush()
    note("ethics.opened", [("ethics_cycles", cycle.id)], year=year)
    return cycle


def set_window(year: int, key: str, first: date, last: date, reason: str) -> EthicsWindow:
    """Give one window other days, with a reason; the days before stay on record."""
    cycle, scheme = running(year), queries.scheme_of(year)
    if key not in window_names(scheme):
        raise Refused("本年度的办法没有这个考评阶段")
    if not reason.strip():
        raise Refused("改动时间必须写明理由")
    before, wanted = queries.windows(year), Window(first, last)
    if before.get(key) == wanted:
        raise Refused("时间没有变化")
    check_windows(scheme, year, {**before, key: wanted}, queries.windows(year - 1))
    row = _row(cycle, key, wanted, reason.strip())
    db.session.add(row)
    db.session.flush()
    note("ethics.window_set", [("ethics_windows", row.id)], year=year, stage=key)
    return row


def finish(year: int) -> EthicsCycle:
    """Finish the assessment; refused while a stage that counts lacks somebody: it says how many and who."""
    cycle = running(year)
    for gap in queries.gaps(year):
        raise _refused(gap)
    cycle.finished_at, cycle.finished_by = clock.now(), asker().account_id
    note("ethics.finished", [("ethics_cycles", cycle.id)], year=year)
    return cycle


def running(year: int) -> EthicsCycle:
    """The cycle of a year, locked; Refused where it isn't running."""
    cycle = queries.cycle_for_change(year)
    if cycle is None or cycle.finished_at is not None:
        raise Refused("%(year)s 年度医德考评不在进行中", year=year)
    return cycle


def _row(cycle: EthicsCycle, key: str, one: Window, reason: str = "") -> EthicsWindow:
    who, at = asker().account_id, clock.now()
    return EthicsWindow(
        cycle_id=cycle.id, stage=key, first=one.first, last=one.last, reason=reason, set_by=who, set_at=at
    )


def _refused(gap: Attendance) -> Refused:
    names = "、".join(f"{one.department_name}{one.name}" for one in gap.missing[:MOST_NAMES])
    counts = {"stage": gap.stage.name, "due": gap.due, "present": gap.present, "names": names}
    if len(gap.missing) > MOST_NAMES:
        words = say(
            "%(stage)s应评 %(due)s 人，已评 %(present)s 人，还有人没有评完：%(names)s等 %(missing)s 人",
            missing=len(gap.missing),
            **counts,
        )
        return Refused(words)
    return Refused("%(stage)s应评 %(due)s 人，已评 %(present)s 人，还有人没有评完：%(names)s", **counts)
