"""What these screens share: the blueprint, its words, the year and the record that an address names."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, request

from hospital_integrity.access import asker, reach
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.grid import queries
from hospital_integrity.grid.models import GridRecord
from hospital_integrity.policy.queries import editions
from hospital_integrity.rules import gridwork

bp = Blueprint("grid", __name__, url_prefix="/grid")
ID = "<int(max=2147483647):id>"
MONTH = "<int(min=2000,max=2199):year>/<int(min=1,max=12):month>"


@bp.context_processor
def words() -> dict[str, Any]:
    """The grid's fixed words, for every page of it."""
    return {
        "kinds": gridwork.KINDS,
        "states": gridwork.STATES,
        "levels": gridwork.RISK_LEVELS,
        "marks": gridwork.ATTENDANCE,
        "cells": gridwork.CELLS,
        "due_day": gridwork.DUE_DAY,
        "opens_day": gridwork.OPENS_DAY,
    }


def years() -> list[int]:
    """The years that an edition rules, the newest first; at least the running one."""
    first = min((row.year for row in editions()), default=today().year)
    return list(range(today().year, min(first, today().year) - 1, -1))


def asked_year() -> int:
    """The year in the address if it is one of these, else the running one."""
    wanted = request.args.get("year", type=int)
    return wanted if wanted in years() else today().year


def asked_page() -> int:
    """The page in the address, at least the first."""
    text = request.args.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def me() -> int:
    """The member of staff who asks; these pages are for nobody else."""
    staff_id = asker().staff_id
    if staff_id is None:
        abort(404)
    return staff_id


def record_or_404(id: int) -> GridRecord:
    """The record, if it is the asker's own or the office looks, to whom others' drafts are nothing."""
    row = queries.record(id)
    if row is None or not (row.staff_id == asker().staff_id or (reach().everything and row.state != "draft")):
        abort(404)
    return row


def own_or_404(id: int, kind: str, *states: str) -> GridRecord:
    """The asker's own record of a kind, in one of these states."""
    row = queries.record(id)
    if row is None or (row.staff_id, row.kind) != (me(), kind) or row.state not in states:
        abort(404)
    return row


def watched_choices() -> list[tuple[int, str]]:
    """The departments that the asker watches over, or did this year."""
    held = queries.appointments([me()])[me()]
    ids = {one.department_id for one in held if one.to_day is None or one.to_day.year >= today().year - 1}
    return [(one.id, f"{one.code} {one.name}") for one in departments.departments_by_id(ids).values()]
