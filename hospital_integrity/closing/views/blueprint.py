"""The blueprint of closing, and what all its pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort
from flask_babel import gettext

from hospital_integrity.accounts import queries as accounts
from hospital_integrity.clock import today
from hospital_integrity.policy import queries as policy

bp = Blueprint("closing", __name__)
YEAR = "<int(max=9999):year>"
KIND = "<any(department, grid, staff):kind>"
ID = "<int(max=2147483647):id>"


def name_of(account_id: int | None) -> str:
    """Who acted; a word for the system where nobody did."""
    person = accounts.account(account_id) if account_id else None
    if person is None:
        return gettext("系统")
    return person.staff.name if person.staff else person.number


def years() -> list[int]:
    """The years that can be closed some day, newest first."""
    first = min((row.year for row in policy.editions()), default=today().year)
    return list(range(max(today().year, first), first - 1, -1))


def known(year: int) -> None:
    """404 for a year that no edition rules."""
    if year not in years():
        abort(404)


def found(row: Any) -> Any:
    """The row, or 404."""
    if row is None:
        abort(404)
    return row
