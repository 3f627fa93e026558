"""Where a person stands on a day, as far as it decides what they may see: one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from hospital_integrity.db import db
from hospital_integrity.departments.models import GridAppointment, Membership, Staff
from hospital_integrity.departments.queries.grid import serves_on
from hospital_integrity.departments.queries.people import belongs_on


@dataclass(frozen=True)
class Standing:
    """A member of staff on a day: employed or not, in which department since when, watching over which."""

    name: str
    pinyin: str
    employed: bool
    department_id: int | None
    since: date | None
    watched: frozenset[int]

    @property
    def places(self) -> frozenset[int | None]:
        """The departments that this person belongs to or watches over; None for nowhere."""
        return self.watched | {self.department_id}


def standing(staff_id: int, day: date) -> Standing | None:
    """The standing of a person on a day; None for an unknown person."""
    employed = (Staff.hired_on <= day) & or_(Staff.left_on.is_(None), Staff.left_on >= day)
    columns = (Staff.name, Staff.pinyin, employed, Membership.department_id, Membership.from_day)
    rows = select(*columns, GridAppointment.department_id).where(Staff.id == staff_id)
    rows = rows.outerjoin(Membership, (Membership.staff_id == Staff.id) & belongs_on(day))
    rows = rows.outerjoin(GridAppointment, (GridAppointment.staff_id == Staff.id) & serves_on(day))
    found = db.session.execute(rows).all()
    if not found:
        return None
    watched = frozenset(row[5] for row in found if row[5] is not None)
    return Standing(found[0][0], found[0][1], bool(found[0][2]), found[0][3], found[0][4], watched)
