"""What the screens of the assessment share: the blueprint, the shapes of addresses, and who judges where."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort

from hospital_integrity.access import asker, reach_at
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics import queries
from hospital_integrity.ratings.queries import rating_day
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.stages import BRANCH, DEPARTMENT, DOORS, door

bp = Blueprint("ethics", __name__)
YEAR = "<int(min=2000, max=2200):year>"
PLACE = "<int(max=2147483647):department_id>"
PERSON = "<int(max=2147483647):staff_id>"
DOOR = f"<any({', '.join(DOORS)}):at>"


def stage_at(year: int, at: str) -> Stage:
    """The stage of a year that is judged behind this door, or 404."""
    return stage_in(queries.scheme_of(year), at)


def stage_in(scheme: Scheme, at: str) -> Stage:
    """The same of an edition's scheme that is known already."""
    return next((one for one in scheme.stages if door(one) == at), None) or abort(404)


def judges(year: int, at: str, department_id: int) -> bool:
    """Whether the asker judges a department's people here: its head, its branch's head, the office, the leaders."""
    if at == BRANCH:
        return asker().staff_id is not None and branch_head(year, department_id) == asker().staff_id
    found = reach_at(f"ethics.{at}")
    return found.covers(department_id=department_id) if at == DEPARTMENT else found.everything


def branch_head(year: int, department_id: int) -> int | None:
    """The member of staff who leads the branch of a department."""
    found = departments.branch_of(rating_day(year)).get(department_id)
    return found.head_id if found else None


def doors(year: int) -> Mapping[str, Stage]:
    """The stages that others judge, by their door."""
    return {door(one): one for one in queries.scheme_of(year).stages if door(one) in DOORS}
