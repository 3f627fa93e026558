"""Searching the register by number, name and pinyin: ranges over indexes, one box, pages counted by the server."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select, union
from sqlalchemy.orm import InstrumentedAttribute

from hospital_integrity.db import db
from hospital_integrity.departments.models import Department, Membership, Staff
from hospital_integrity.departments.queries.people import belongs_on
from hospital_integrity.departments.queries.places import open_on
from hospital_integrity.paging import SIZE, Page

_LAST = "\U0010ffff"
_WIDE = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}

Row = TypeVar("Row")


@dataclass(frozen=True)
class Found:
    """A member of staff with the department of the day, if there is one."""

    staff: Staff
    department: Department | None


def search_staff(
    text: str,
    day: date,
    *,
    departments: Collection[int] | None = None,
    department_id: int | None = None,
    here: bool = True,
    page: int = 1,
    size: int = SIZE,
) -> Page[Found]:
    """Members of staff whose number, name, pinyin or initials begin with the text, by pinyin; two statements.

    `departments` bounds what may be seen at all; `here` leaves out those who belong nowhere on the day.
    """
    rows: Any = select(Staff, Department).join(
        Membership, (Membership.staff_id == Staff.id) & belongs_on(day), isouter=not here
    )
    rows = rows.join(Department, Department.id == Membership.department_id, isouter=not here)
    rows = _matching(rows, Staff, text, _ways_to_staff)
    if departments is not None:
        rows = rows.where(Membership.department_id.in_(departments))
    if department_id is not None:
        rows = rows.where(Membership.department_id == department_id)
    total, number = _counted(rows, page, size)
    cut = rows.order_by(Staff.pinyin, Staff.id).limit(size).offset((number - 1) * size)
    return Page([Found(*row) for row in db.session.execute(cut)], number, total, size)


def search_departments(
    text: str,
    day: date,
    *,
    departments: Collection[int] | None = None,
    category: str = "",
    campus: str = "",
    closed: bool = False,
    page: int = 1,
    size: int = SIZE,
) -> Page[Department]:
    """Departments whose code, name or initials begin with the text, by code; two statements."""
    rows: Any = select(Department) if closed else select(Department).where(open_on(day))
    rows = _matching(rows, Department, text, _ways_to_department)
    wanted = {Department.category: category, Department.campus: campus}
    rows = rows.where(*(column == value for column, value in wanted.items() if value))
    if departments is not None:
        rows = rows.where(Department.id.in_(departments))
    total, number = _counted(rows, page, size)
    cut = rows.order_by(Department.code).limit(size).offset((number - 1) * size)
    return Page(list(db.session.scalars(cut)), number, total, size)


def slice_of(rows: Sequence[Row], page: int) -> Page[Row]:
    """A page of rows that are at hand already."""
    number = min(max(page, 1), max(-(-len(rows) // SIZE), 1))
    return Page(list(rows[(number - 1) * SIZE : number * SIZE]), number, len(rows))


def _matching(rows: Any, table: type[Any], text: str, ways: Callable[[str], list[Any]]) -> Any:
    sought = "".join(sign for sign in text.translate(_WIDE) if sign.isprintable()).strip()
    if not sought:
        return rows
    return rows.where(table.id.in_(union(*(select(table.id).where(way) for way in ways(sought)))))


def _ways_to_staff(text: str) -> list[ColumnElement[bool]]:
    latin = "".join(text.lower().split())
    ways = [_begins(Staff.number, text), _begins(Staff.name, text)]
    return ways + ([_begins(Staff.pinyin, latin), _begins(Staff.initials, latin)] if latin.isascii() else [])


def _ways_to_department(text: str) -> list[ColumnElement[bool]]:
    # There are a few hundred departments: here a word from the middle of the name may be looked for.
    ways = [_begins(Department.code, text), Department.name.contains(text, autoescape=True)]
    more = [_begins(Department.code, text.upper()), _begins(Department.initials, text.lower())]
    return ways + (more if text.isascii() else [])


def _begins(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    # A range finds its way through an index where LIKE doesn't, and takes % and _ as themselves.
    return (column >= text) & (column < text + _LAST)


def _counted(rows: Any, page: int, size: int) -> tuple[int, int]:
    total = db.session.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
    return total, min(max(page, 1), max(-(-total // size), 1))
