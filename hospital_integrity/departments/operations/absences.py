"""Absences: somebody is away from a day to a day; the end is corrected, a mistake is withdrawn, nothing is erased."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from hospital_integrity.access import asker
from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Absence, AbsenceEnd
from hospital_integrity.departments.queries import AbsenceNow
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, Saying, say

Span = tuple[date, date | None, str]


@dataclass(frozen=True)
class Away:
    """An absence that somebody wants to record; `row` is its row in a file."""

    staff_id: int
    kind: str
    first: date
    last: date | None
    note: str = ""
    row: int = 0


def record_absences(wanted: Sequence[Away]) -> list[Absence]:
    """Record absences, all or none; what is on record just so is left out. Refused with the first one's reason."""
    known = spans_of({one.staff_id for one in wanted})
    rows = []
    for one in wanted:
        span = (one.first, one.last, one.kind)
        if span in known[one.staff_id]:
            continue
        found = why_not_recorded(one, known[one.staff_id])
        if found is not None:
            raise Refused(found)
        known[one.staff_id].append(span)
        rows.append(_row(one))
    db.session.add_all(rows)
    db.session.flush()
    if rows:
        note("absence.recorded", [("absences", row.id) for row in rows])
    return rows


def spans_of(staff_ids: Collection[int]) -> dict[int, list[Span]]:
    """The absences of these people that stand, as days and kind."""
    known: dict[int, list[Span]] = {one: [] for one in staff_ids}
    for row in queries.absences_of(staff_ids):
        known[row.row.staff_id].append(_span(row))
    return known


def why_not_recorded(one: Away, known: Sequence[Span]) -> Saying | None:
    """Why an absence can't stand beside those on record: it ends before it begins, or shares days with another."""
    if one.last is not None and one.last < one.first:
        return say("最后一天 %(last)s 早于第一天 %(first)s", last=one.last, first=one.first)
    for first, last, _kind in known:
        if one.first <= (last or date.max) and first <= (one.last or date.max):
            return say("与已登记的离岗（%(first)s 起）重叠", first=first)
    return None


def end_absence(id: int, last: date) -> AbsenceEnd:
    """The true last day of an absence."""
    known = _standing(id)
    if last < known.row.first:
        raise Refused("最后一天 %(last)s 早于第一天 %(first)s", last=last, first=known.row.first)
    others = [_span(one) for one in queries.absences_of([known.row.staff_id]) if one.row.id != id]
    found = why_not_recorded(Away(known.row.staff_id, known.row.kind, known.row.first, last), others)
    if found is not None:
        raise Refused(found)
    return _ended(id, last, "", "absence.ended")


def withdraw_absence(id: int, reason: str) -> AbsenceEnd:
    """An absence was entered by mistake: it counts no more and stays to be read."""
    _standing(id)
    if not reason.strip():
        raise Refused("作废必须写明理由")
    return _ended(id, None, reason.strip(), "absence.withdrawn")


def _standing(id: int) -> AbsenceNow:
    known = queries.absence(id)
    if known is None or known.void:
        raise Refused("这条离岗登记已经作废")
    return known


def _ended(id: int, last: date | None, reason: str, verb: str) -> AbsenceEnd:
    row = AbsenceEnd(absence_id=id, last=last, reason=reason, recorded_by=asker().account_id, recorded_at=now())
    db.session.add(row)
    db.session.flush()
    note(verb, [("absence_ends", row.id)])
    return row


def _span(one: AbsenceNow) -> Span:
    return one.row.first, one.last, one.row.kind


def _row(one: Away) -> Absence:
    return Absence(
        staff_id=one.staff_id,
        kind=one.kind,
        first=one.first,
        last=one.last,
        note=one.note,
        recorded_by=asker().account_id,
        recorded_at=now(),
    )
