"""Who was away: spans by person, and the register of absences as it is listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from hospital_integrity.db import db
from hospital_integrity.departments.models import Absence, AbsenceEnd
from hospital_integrity.rules.assessed import Away
from hospital_integrity.rules.period import first_day, last_day


@dataclass(frozen=True)
class AbsenceNow:
    """An absence with what became of it: its last day as it is known now; `void` where it was entered by mistake."""

    row: Absence
    last: date | None
    void: bool
    reason: str


def absences_in(year: int, staff_ids: Collection[int] | None = None) -> dict[int, tuple[Away, ...]]:
    """When people (all, or these) were away in a year, mistakes left out; two statements."""
    rows = select(Absence).where(Absence.first <= last_day(year), _until(first_day(year)))
    if staff_ids is not None:
        rows = rows.where(Absence.staff_id.in_(staff_ids))
    found: dict[int, list[Away]] = defaultdict(list)
    for one in _now(db.session.scalars(rows.order_by(Absence.id))):
        if not one.void:
            found[one.row.staff_id].append(Away(one.row.first, one.last, one.row.kind))
    return {person: tuple(spans) for person, spans in found.items()}


def absences_listed(year: int, staff_ids: Collection[int] | None = None) -> list[AbsenceNow]:
    """The register of a year, the latest first, mistakes too, with the people; two statements."""
    rows = select(Absence).where(Absence.first <= last_day(year), _until(first_day(year)))
    if staff_ids is not None:
        rows = rows.where(Absence.staff_id.in_(staff_ids))
    latest = rows.options(joinedload(Absence.staff)).order_by(Absence.first.desc(), Absence.id.desc())
    return _now(db.session.scalars(latest))


def absences_of(staff_ids: Collection[int]) -> list[AbsenceNow]:
    """Every absence of these people that still stands, whatever the year; two statements."""
    rows = select(Absence).where(Absence.staff_id.in_(staff_ids)).order_by(Absence.id)
    return [one for one in _now(db.session.scalars(rows)) if not one.void]


def absence(id: int) -> AbsenceNow | None:
    """One absence as it is known now, or None."""
    found = db.session.get(Absence, id)
    return next(iter(_now([found])), None) if found else None


def _until(day: date) -> object:
    # A later correction may have moved the end: those are looked at whatever their own end is.
    corrected = Absence.id.in_(select(AbsenceEnd.absence_id))
    return or_(Absence.last.is_(None), Absence.last >= day, corrected)


def _now(rows: Iterable[Absence]) -> list[AbsenceNow]:
    kept = list(rows)
    if not kept:
        return []
    query = select(AbsenceEnd).where(AbsenceEnd.absence_id.in_([row.id for row in kept]))
    ends = {one.absence_id: one for one in db.session.scalars(query.order_by(AbsenceEnd.id))}
    return [_told(row, ends.get(row.id)) for row in kept]


def _told(row: Absence, end: AbsenceEnd | None) -> AbsenceNow:
    if end is None:
        return AbsenceNow(row, row.last, void=False, reason="")
    return AbsenceNow(row, end.last, void=end.last is None, reason=end.reason)
