"""The one door for facts: record, reverse, mark, seal. The decision that they are part of writes the journal event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.departments.queries import home_department
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import queries
from hospital_integrity.ledger.models import LedgerEntry, Mark, SubjectRevision, YearSeal
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.recording import Fact, check_fact, counting_year
from hospital_integrity.rules.saying import Refused

Key = tuple[str, int, int]


def record(fact: Fact, recorded_by: int | None) -> LedgerEntry:
    """Record one fact; see `record_all`."""
    return record_all([fact], recorded_by)[0]


def record_all(facts: Sequence[Fact], recorded_by: int | None) -> list[LedgerEntry]:
    """Record facts, or refuse them all with the first reason; homes are looked up by one statement a day.

    A fact whose nonce is known already is not written again: the row that stands is returned in its place.
    """
    queries.take_pen(alone=False)
    known = queries.entries_by_nonce([fact.nonce for fact in facts])
    new = [fact for fact in facts if fact.nonce not in known]
    sealed, today, moment = queries.sealed_years(), clock.today(), clock.now()
    editions = {year: edition_of(year) for year in {fact.happened_on.year for fact in new}}
    rows = [_row(fact, editions[fact.happened_on.year], sealed, today) for fact in new]
    _check_homes(new)
    for row in rows:
        row.recorded_by, row.recorded_at = recorded_by, moment
    db.session.add_all(rows)
    _bump(key for row in rows for key in _keys(row))
    db.session.flush()
    known.update({row.nonce: row for row in rows})
    return [known[fact.nonce] for fact in facts]


def _row(fact: Fact, edition: Edition, sealed: frozenset[int], today: date) -> LedgerEntry:
    item = check_fact(edition, fact, today)
    return LedgerEntry(
        nonce=fact.nonce,
        staff_id=fact.staff_id,
        department_id=fact.department_id,
        item=fact.item,
        happened_on=fact.happened_on,
        counts_in=counting_year(item, fact.happened_on, sealed, today),
        times=fact.times,
        points=fact.points,
        evidence=fact.evidence,
        attested=fact.attested,
        reason="",
    )


def _check_homes(facts: Iterable[Fact]) -> None:
    """A fact about a person notes the department that the person belonged to on the day."""
    days: dict[date, list[Fact]] = {}
    for fact in facts:
        if fact.staff_id is not None:
            days.setdefault(fact.happened_on, []).append(fact)
    for day, of_day in days.items():
        homes = home_department([fact.staff_id for fact in of_day if fact.staff_id is not None], day)
        for fact in of_day:
            if homes.get(fact.staff_id or 0) != fact.department_id:
                raise Refused("此人在 %(day)s 不属于这个科室，请核对工号、科室和日期", day=day)


def reverse(entry_id: int, reason: str, nonce: str, recorded_by: int | None) -> LedgerEntry:
    """Undo an entry by a second one that says why."""
    queries.take_pen(alone=False)
    row = _reversal(_reversible(entry_id), reason, nonce, recorded_by)
    db.session.add(row)
    _bump(_keys(row))
    db.session.flush()
    return row


def undo(entry_id: int, reason: str, nonce: str) -> LedgerEntry:
    """Reverse an entry as a decision of its own, with its journal event; the same nonce again changes nothing."""
    known = queries.entries_by_nonce([nonce])
    row = known.get(nonce) or reverse(entry_id, reason, nonce, asker().account_id)
    if not known:
        note("entry.reversed", [("entries", row.id), ("entries", entry_id)])
    return row


def _reversible(entry_id: int) -> LedgerEntry:
    entry = queries.entry(entry_id)
    if entry is None or entry.reverses is not None:
        raise Refused("找不到可以冲销的记录")
    if queries.reversal_of(entry_id) is not None:
        raise Refused("这条记录已经冲销过了")
    if entry.counts_in in queries.sealed_years():
        raise Refused("%(year)s 年度已关闭，须先重新开启才能冲销", year=entry.counts_in)
    return entry


def _reversal(entry: LedgerEntry, reason: str, nonce: str, recorded_by: int | None) -> LedgerEntry:
    if not reason.strip():
        raise Refused("冲销必须写明理由")
    return LedgerEntry(
        nonce=nonce,
        staff_id=entry.staff_id,
        department_id=entry.department_id,
        item=entry.item,
        happened_on=entry.happened_on,
        counts_in=entry.counts_in,
        times=entry.times,
        points=entry.points,
        evidence="",
        attested="",
        recorded_by=recorded_by,
        recorded_at=clock.now(),
        reverses=entry.id,
        reason=reason.strip(),
    )


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark that somebody wants to record; `value` None withdraws the rater's earlier one."""

    nonce: str
    subject_kind: str
    subject_id: int
    year: int
    sheet: str
    value: Decimal | None
    heading: str = ""
    comment: str = ""


def mark_all(marks: Sequence[NewMark], rater_id: int | None) -> list[Mark]:
    """Record marks in a constant number of statements; a closed year takes none. Known nonces are not written again."""
    queries.take_pen(alone=False)
    known = queries.marks_by_nonce([mark.nonce for mark in marks])
    sealed, moment = queries.sealed_years(), clock.now()
    for year in {mark.year for mark in marks} & sealed:
        raise Refused("%(year)s 年度已关闭，不能再评分", year=year)
    rows = [_mark(mark, rater_id, moment) for mark in marks if mark.nonce not in known]
    db.session.add_all(rows)
    _bump((row.subject_kind, row.subject_id, row.year) for row in rows)
    db.session.flush()
    known.update({row.nonce: row for row in rows})
    return [known[mark.nonce] for mark in marks]


def _mark(mark: NewMark, rater_id: int | None, moment: object) -> Mark:
    return Mark(
        nonce=mark.nonce,
        subject_kind=mark.subject_kind,
        subject_id=mark.subject_id,
        year=mark.year,
        sheet=mark.sheet,
        heading=mark.heading,
        value=mark.value,
        comment=mark.comment,
        rater_id=rater_id,
        recorded_at=moment,
    )


def seal(year: int, state: str) -> YearSeal:
    """Close a year for new facts, or open it again; only the closing and its correction call this."""
    row = YearSeal(year=year, state=state, at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row


def _keys(row: LedgerEntry) -> list[Key]:
    people = (
        [] if row.staff_id is None else [("staff", row.staff_id, row.counts_in), ("grid", row.staff_id, row.counts_in)]
    )
    return [*people, ("department", row.department_id, row.counts_in)]


def _bump(keys: Iterable[Key]) -> None:
    moved: Collection[Key] = set(keys)
    known = queries.revision_rows(moved)
    for key in moved:
        if key in known:
            known[key].revision += 1
        else:
            kind, subject, year = key
            db.session.add(SubjectRevision(subject_kind=kind, subject_id=subject, year=year, revision=1))
