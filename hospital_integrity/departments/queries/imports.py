"""Imports: the kept rows of a file, and what they come to beside today's register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from hospital_integrity.db import db
from hospital_integrity.departments.models import Department, DepartmentChange, Membership, RegisterImport, Staff
from hospital_integrity.rules import directory, roster
from hospital_integrity.rules.comparison import Comparison


def register_import(id: int, kind: str) -> RegisterImport | None:
    """The import of this kind, or None."""
    return db.session.scalar(select(RegisterImport).where(RegisterImport.id == id, RegisterImport.kind == kind))


def register_import_for_change(id: int) -> RegisterImport:
    """The import freshly read and locked, so that a second confirmation waits for the first."""
    rows = select(RegisterImport).where(RegisterImport.id == id).with_for_update()
    return db.session.scalars(rows, execution_options={"populate_existing": True}).one()


def unfinished_imports(account_id: int | None, kind: str) -> list[RegisterImport]:
    """What an account uploaded and never applied, and the marked copies that it may have fetched."""
    mine = (RegisterImport.created_by == account_id) & (RegisterImport.kind == kind)
    kept = (RegisterImport.state == "preview") | (func.length(RegisterImport.marked) > 0)
    return list(db.session.scalars(select(RegisterImport).where(mine, kept)))


def all_places() -> list[roster.Place]:
    """Every department, closed ones too, as a roster may name it; by code."""
    columns = (Department.id, Department.code, Department.name, Department.opened_on, Department.closed_on)
    return [roster.Place(*row) for row in db.session.execute(select(*columns).order_by(Department.code))]


def compare_staff(found: RegisterImport) -> Comparison[roster.Step]:
    """The kept roster beside the register as it is now; three statements."""
    return fresh_staff([roster.listed(row) for row in found.rows], found.day)


def compare_departments(found: RegisterImport) -> Comparison[directory.Step]:
    """The kept list of departments beside the register as it is now; one statement."""
    return fresh_departments([directory.listed(row) for row in found.rows], found.day)


def fresh_staff(listed: Sequence[roster.Listed], day: date) -> Comparison[roster.Step]:
    """A roster just read beside the register as it is now; three statements."""
    return roster.compare(listed, _known_staff(), all_places(), day)


def fresh_departments(listed: Sequence[directory.Listed], day: date) -> Comparison[directory.Step]:
    """A list of departments just read beside the register as it is now; one statement."""
    return directory.compare(listed, _known_departments(), day)


def _known_staff() -> dict[str, roster.Known]:
    stays: dict[int, list[tuple[int | None, date | None]]] = {}
    belonging = select(Membership.staff_id, Membership.department_id, Membership.from_day)
    for staff_id, department_id, from_day in db.session.execute(belonging.order_by(Membership.from_day)):
        stays.setdefault(staff_id, []).append((department_id, from_day))
    columns = (Staff.id, Staff.number, Staff.name, Staff.profession, Staff.title, Staff.hired_on, Staff.left_on)
    known = {}
    for row in db.session.execute(select(*columns).order_by(Staff.number)):
        mine = stays.get(row.id) or [(None, None)]
        known[row.number] = roster.Known(*row, *mine[-1], first=mine[0][1])
    return known


def _known_departments() -> dict[str, directory.Known]:
    columns = (Department.id, Department.code, Department.name, Department.category, Department.campus)
    latest = func.coalesce(func.max(DepartmentChange.day), Department.opened_on)
    rows = select(*columns, Department.closed_on, latest).outerjoin(
        DepartmentChange, DepartmentChange.department_id == Department.id
    )
    found = db.session.execute(rows.group_by(Department.id).order_by(Department.code))
    return {row.code: directory.Known(*row) for row in found}
