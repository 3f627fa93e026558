"""Staff: one, by numbers, of a department, and who belonged where on a day or for most of a year."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hospital_integrity.db import db
from hospital_integrity.departments.models import Membership, Staff
from hospital_integrity.rules import tenure


def belongs_on(day: date) -> ColumnElement[bool]:
    """The condition that a membership holds on a day."""
    return (Membership.from_day <= day) & or_(Membership.to_day.is_(None), Membership.to_day >= day)


def staff_member(id: int) -> Staff | None:
    """The member of staff, or None."""
    return db.session.get(Staff, id)


def staff_members(ids: Collection[int]) -> dict[int, Staff]:
    """Members of staff by id; ids that don't exist are left out."""
    return {one.id: one for one in db.session.scalars(select(Staff).where(Staff.id.in_(ids)))}


def staff_by_numbers(numbers: Collection[str]) -> dict[str, Staff]:
    """Members of staff by number, those who left included; unknown numbers are left out."""
    return {one.number: one for one in db.session.scalars(select(Staff).where(Staff.number.in_(numbers)))}


def staff_ids(numbers: Collection[str]) -> dict[str, int]:
    """The ids behind staff numbers; unknown numbers are left out."""
    rows = select(Staff.number, Staff.id).where(Staff.number.in_(numbers))
    return {number: id_ for number, id_ in db.session.execute(rows)}


def staff_for_change(ids: Collection[int]) -> dict[int, Staff]:
    """Members of staff with their memberships, freshly read and locked until the transaction ends."""
    rows = select(Staff).where(Staff.id.in_(ids)).order_by(Staff.id).with_for_update()
    fresh = rows.options(selectinload(Staff.memberships))
    return {one.id: one for one in db.session.scalars(fresh, execution_options={"populate_existing": True})}


def staff_in(department_id: int, day: date) -> list[Staff]:
    """Who belongs to a department on a day, in order of pinyin."""
    rows = select(Staff).join(Membership).where(Membership.department_id == department_id, belongs_on(day))
    return list(db.session.scalars(rows.order_by(Staff.pinyin, Staff.id)))


def staff_on(day: date) -> list[Staff]:
    """Everyone who is a member of staff on a day, in order of numbers."""
    here = (Staff.hired_on <= day) & or_(Staff.left_on.is_(None), Staff.left_on >= day)
    return list(db.session.scalars(select(Staff).where(here).order_by(Staff.number)))


def membership_on(staff_id: int, day: date) -> Membership | None:
    """Where someone belongs on a day, with the department, or None."""
    rows = select(Membership).where(Membership.staff_id == staff_id, belongs_on(day))
    return db.session.scalar(rows.options(joinedload(Membership.department)))


def memberships_of(staff_id: int) -> list[Membership]:
    """Where someone belonged, the latest first, with the departments."""
    rows = select(Membership).where(Membership.staff_id == staff_id).options(joinedload(Membership.department))
    return list(db.session.scalars(rows.order_by(Membership.from_day.desc())))


def memberships_from(department_id: int, day: date) -> list[Membership]:
    """The memberships of a department that reach to the day or beyond it."""
    rows = select(Membership).where(
        Membership.department_id == department_id, or_(Membership.to_day.is_(None), Membership.to_day >= day)
    )
    return list(db.session.scalars(rows.options(joinedload(Membership.staff)).order_by(Membership.id)))


def memberships_begun(staff_ids: Collection[int], first: date, last: date) -> list[Membership]:
    """Where these people came to between two days, from somewhere else or from nowhere."""
    rows = select(Membership).where(Membership.from_day >= first, Membership.from_day <= last)
    return list(db.session.scalars(_of(rows, staff_ids)))


def home_department(staff_ids: Collection[int] | None, day: date) -> dict[int, int]:
    """Who belongs to which department on a day; None asks for everyone. Who belongs nowhere is left out."""
    rows = _of(select(Membership.staff_id, Membership.department_id).where(belongs_on(day)), staff_ids)
    return {staff_id: department_id for staff_id, department_id in db.session.execute(rows)}


def longest_home(staff_ids: Collection[int] | None, year: int) -> dict[int, int]:
    """In which department each spent most days of a calendar year; None asks for everyone."""
    spent = (Membership.from_day <= date(year, 12, 31)) & or_(
        Membership.to_day.is_(None), Membership.to_day >= date(year, 1, 1)
    )
    columns = (Membership.staff_id, Membership.department_id, Membership.from_day, Membership.to_day)
    spans: dict[int, list[tenure.Span]] = {}
    for staff_id, place, from_day, to_day in db.session.execute(_of(select(*columns).where(spent), staff_ids)):
        spans.setdefault(staff_id, []).append(tenure.Span(place, from_day, to_day))
    homes = {staff_id: tenure.longest_home(stays, year) for staff_id, stays in spans.items()}
    return {staff_id: place for staff_id, place in homes.items() if place is not None}


def headcount(day: date) -> dict[int, int]:
    """How many belong to each department on a day; departments without anyone are left out."""
    rows = select(Membership.department_id, func.count()).where(belongs_on(day)).group_by(Membership.department_id)
    return {department_id: number for department_id, number in db.session.execute(rows)}


def _of(rows: Any, staff_ids: Collection[int] | None) -> Any:
    return rows if staff_ids is None else rows.where(Membership.staff_id.in_(staff_ids))
