"""Builders of facts for the tests of the rules: plain values, no database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hospital_integrity.rules.entry import Entry, Facts


def entry(
    id: int,
    item: str,
    day: str,
    *,
    points: str | None = None,
    times: int = 1,
    reverses: int | None = None,
    department_only: bool = False,
):
    """An entry about staff member 1 of department 1, or about the department alone."""
    return Entry(
        id=id,
        item=item,
        happened_on=date.fromisoformat(day),
        times=times,
        points=None if points is None else Decimal(points),
        department_id=1,
        staff_id=None if department_only else 1,
        reverses=reverses,
    )


def staff_facts(year: int, *entries: Entry, subject_id: int = 1, pending: tuple[str, ...] = ()) -> Facts:
    """The facts of one member of staff."""
    return Facts("staff", subject_id, year, "all", entries, pending=pending)


def department_facts(year: int, *entries: Entry) -> Facts:
    """The facts of one clinical department."""
    return Facts("department", 1, year, "clinical", entries)
