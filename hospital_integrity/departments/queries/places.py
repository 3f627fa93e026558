"""Departments: one, all on a day, their changes, and whose star history goes on in which."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select

from hospital_integrity.db import db
from hospital_integrity.departments.models import Department, DepartmentChange
from hospital_integrity.rules import lineage as kinship


def open_on(day: date) -> ColumnElement[bool]:
    """The condition that a department exists on a day."""
    return (Department.opened_on <= day) & or_(Department.closed_on.is_(None), Department.closed_on >= day)


def department(id: int) -> Department | None:
    """The department, or None."""
    return db.session.get(Department, id)


def department_by_code(code: str) -> Department | None:
    """The department with this code, closed ones included, or None."""
    return db.session.scalar(select(Department).where(Department.code == code))


def department_named(name: str, campus: str) -> Department | None:
    """The open-ended department of this name on this campus, or None."""
    same = (Department.name == name) & (Department.campus == campus) & Department.closed_on.is_(None)
    return db.session.scalar(select(Department).where(same).limit(1))


def departments_by_id(ids: Collection[int]) -> dict[int, Department]:
    """The departments of these ids; ids that don't exist are left out."""
    found = db.session.scalars(select(Department).where(Department.id.in_(ids)))
    return {one.id: one for one in found}


def departments_for_change(ids: Collection[int]) -> dict[int, Department]:
    """The same, freshly read and locked until the transaction ends, so that two changes can't pass each other."""
    rows = select(Department).where(Department.id.in_(ids)).order_by(Department.id).with_for_update()
    return {one.id: one for one in db.session.scalars(rows, execution_options={"populate_existing": True})}


def ids_in_pool(category: str) -> Select[tuple[int]]:
    """The statement of the ids of all departments of a category, for the `in` of another wing's statement."""
    return select(Department.id).where(Department.category == category)


def departments_on(day: date) -> list[Department]:
    """Every department that exists on the day, by code."""
    return list(db.session.scalars(select(Department).where(open_on(day)).order_by(Department.code)))


def campuses() -> list[str]:
    """The campuses of the departments that still exist."""
    rows = select(Department.campus).where(Department.closed_on.is_(None)).distinct().order_by(Department.campus)
    return list(db.session.scalars(rows))


def changes_of(department_id: int) -> list[DepartmentChange]:
    """What happened to a department, and which others went on in it, in order of days."""
    concerned = or_(DepartmentChange.department_id == department_id, DepartmentChange.other_id == department_id)
    rows = select(DepartmentChange).where(concerned).order_by(DepartmentChange.day, DepartmentChange.id)
    return list(db.session.scalars(rows))


def last_change_days(ids: Iterable[int] | None = None) -> dict[int, date]:
    """The day of the latest recorded change of each department (all departments if no ids are given)."""
    rows = select(DepartmentChange.department_id, func.max(DepartmentChange.day))
    if ids is not None:
        rows = rows.where(DepartmentChange.department_id.in_(ids))
    return {id_: day for id_, day in db.session.execute(rows.group_by(DepartmentChange.department_id))}


def lineage(department_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """For each department: itself, then every earlier one whose star history goes on in it, nearest first."""
    rows = select(DepartmentChange.department_id, DepartmentChange.heir_id)
    heirs = [
        (earlier, heir)
        for earlier, heir in db.session.execute(rows.where(DepartmentChange.heir_id.is_not(None)).order_by("id"))
        if heir is not None
    ]
    return {id_: kinship.lineage(id_, heirs) for id_ in department_ids}


def name_on(department_id: int, day: date) -> str:
    """What a department was called on a day; '' if there is no such department."""
    return names_on([department_id], day).get(department_id, "")


def names_on(ids: Collection[int], day: date) -> dict[int, str]:
    """What departments were called on a day."""
    rows = select(DepartmentChange).where(DepartmentChange.kind == "renamed", DepartmentChange.department_id.in_(ids))
    renamings: dict[int, list[kinship.Renaming]] = {}
    for change in db.session.scalars(rows.order_by(DepartmentChange.id)):
        step = kinship.Renaming(change.day, change.was, change.became)
        renamings.setdefault(change.department_id, []).append(step)
    named = departments_by_id(ids)
    return {id_: kinship.name_on(day, one.name, renamings.get(id_, [])) for id_, one in named.items()}
