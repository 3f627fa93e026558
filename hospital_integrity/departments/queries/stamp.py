"""A stamp of the register: equal stamps mean that nobody was added, moved, renamed or ended in between."""

from __future__ import annotations

from sqlalchemy import func, select

from hospital_integrity.db import db
from hospital_integrity.departments.models import (
    Absence,
    AbsenceEnd,
    Department,
    DepartmentChange,
    GridAppointment,
    Membership,
    Staff,
)


def register_stamp() -> str:
    """Counts, highest numbers and versions of the register's tables in one statement."""
    dated = [
        (func.count(table.id), func.max(table.id), func.count(table.to_day)) for table in (Membership, GridAppointment)
    ]
    versioned = [(func.count(table.id), func.sum(table.version), func.count(ended)) for table, ended in _VERSIONED]
    appended = [(func.max(table.id),) for table in (DepartmentChange, Absence, AbsenceEnd)]
    figures = [figure for group in (*dated, *versioned, *appended) for figure in group]
    return " ".join(str(value) for value in db.session.execute(select(*_apart(figures))).one())


_VERSIONED = ((Staff, Staff.left_on), (Department, Department.closed_on))


def _apart(figures: list[object]) -> list[object]:
    return [select(figure).scalar_subquery() for figure in figures]
