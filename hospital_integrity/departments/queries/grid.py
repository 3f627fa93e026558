"""Grid members: who is appointed on a day, over which department, in which tier and duty."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import joinedload

from hospital_integrity.db import db
from hospital_integrity.departments.models import GridAppointment, Staff
from hospital_integrity.rules.register import DUTIES, TIERS

RANK = (
    case({tier: number for number, tier in enumerate(TIERS)}, value=GridAppointment.tier),
    case({duty: number for number, duty in enumerate(DUTIES)}, value=GridAppointment.duty),
)


def serves_on(day: date) -> ColumnElement[bool]:
    """The condition that an appointment holds on a day."""
    return (GridAppointment.from_day <= day) & _lasts_to(day)


def grid_appointment(id: int) -> GridAppointment | None:
    """The appointment, or None."""
    return db.session.get(GridAppointment, id)


def grid_appointment_for_change(id: int) -> GridAppointment:
    """The appointment, freshly read and locked."""
    rows = select(GridAppointment).where(GridAppointment.id == id).with_for_update()
    return db.session.scalars(rows, execution_options={"populate_existing": True}).one()


def grid_members(day: date, departments: Collection[int] | None = None) -> list[GridAppointment]:
    """Every appointment that holds on a day (of these departments), with person and department, by tier and duty."""
    rows = _told(serves_on(day))
    if departments is not None:
        rows = rows.where(GridAppointment.department_id.in_(departments))
    return list(db.session.scalars(rows))


def grid_members_of(department_id: int, day: date) -> list[GridAppointment]:
    """Who watches over a department on a day."""
    return grid_members(day, [department_id])


def grid_history(departments: Collection[int] | None = None) -> list[GridAppointment]:
    """Every appointment there ever was (of these departments), the latest first."""
    rows = _told().order_by(None).order_by(GridAppointment.from_day.desc(), GridAppointment.id.desc())
    if departments is not None:
        rows = rows.where(GridAppointment.department_id.in_(departments))
    return list(db.session.scalars(rows))


def grid_appointments_of_staff(staff_id: int) -> list[GridAppointment]:
    """One person's appointments, the earliest first."""
    rows = _told(GridAppointment.staff_id == staff_id)
    return list(db.session.scalars(rows.order_by(None).order_by(GridAppointment.from_day, GridAppointment.id)))


def clashing_appointments(
    tier: str, duty: str, department_id: int, from_day: date, to_day: date | None
) -> list[GridAppointment]:
    """The appointments to the same tier, duty and department that share a day with these days."""
    same = (
        (GridAppointment.tier == tier)
        & (GridAppointment.duty == duty)
        & (GridAppointment.department_id == department_id)
        & (GridAppointment.from_day <= (to_day or date.max))
    )
    return list(db.session.scalars(_told(same, _lasts_to(from_day))))


def open_appointments_for_change(
    day: date, *, staff_ids: Collection[int] = (), department_id: int | None = None
) -> list[GridAppointment]:
    """The appointments of these people, or over this department, that reach beyond the day; locked."""
    concerned = GridAppointment.staff_id.in_(staff_ids) | (GridAppointment.department_id == department_id)
    longer = or_(GridAppointment.to_day.is_(None), GridAppointment.to_day > day)
    return list(db.session.scalars(select(GridAppointment).where(concerned, longer).with_for_update()))


def _lasts_to(day: date) -> ColumnElement[bool]:
    return or_(GridAppointment.to_day.is_(None), GridAppointment.to_day >= day)


def _told(*conditions: ColumnElement[bool]) -> Select[GridAppointment]:
    rows = select(GridAppointment).join(GridAppointment.staff).where(*conditions)
    rows = rows.options(joinedload(GridAppointment.staff), joinedload(GridAppointment.department))
    return rows.order_by(*RANK, Staff.pinyin, GridAppointment.id)
