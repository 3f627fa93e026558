"""What the register's screens share: the blueprint, its words, and what may be seen."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, request

from hospital_integrity.access import reach
from hospital_integrity.clock import today
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Department, Staff
from hospital_integrity.rules import register

bp = Blueprint("departments", __name__)
ID = "<int(max=2147483647):id>"


@bp.context_processor
def words() -> dict[str, Any]:
    """The register's fixed words, for every page of it."""
    return {
        "categories": register.CATEGORIES,
        "professions": register.PROFESSIONS,
        "tiers": register.TIERS,
        "duties": register.DUTIES,
        "change_kinds": register.CHANGES,
    }


def place_or_404(id: int) -> Department:
    """The department, if it is within reach."""
    place = queries.department(id)
    if place is None or not reach().covers(department_id=id):
        abort(404)
    return place


def person_or_404(id: int) -> Staff:
    """The member of staff, if within reach by department or by being the asker."""
    person = queries.staff_member(id)
    home = queries.home_department([id], today()).get(id)
    if person is None or not reach().covers(department_id=home, staff_id=id):
        abort(404)
    return person


def within() -> frozenset[int] | None:
    """The departments the asker may see in a list; None is all of them."""
    return None if reach().everything else reach().departments


def place_choices() -> list[tuple[int, str]]:
    """Today's departments, to choose from."""
    return [(place.id, f"{place.code} {place.name}") for place in queries.departments_on(today())]


def asked_number(name: str) -> int:
    """A small whole number of the query, 0 when it is none."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
