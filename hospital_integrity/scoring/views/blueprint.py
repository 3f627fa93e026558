"""What the screens of scoring share: the blueprint, the departments and items that may be chosen."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, abort

from hospital_integrity.access import asker, reach
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules.scheme import Item
from hospital_integrity.scoring import queries
from hospital_integrity.scoring.models import ScoreSheet

bp = Blueprint("scoring", __name__)
ID = "<int(max=2147483647):id>"


def place_choices() -> list[tuple[int, str]]:
    """The departments of today that the asker may score."""
    return [
        (place.id, f"{place.code} {place.name}")
        for place in departments.departments_on(today())
        if reach().covers(department_id=place.id)
    ]


def item_choices(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Items that may be recorded, as they are offered."""
    return [(item.key, f"{item.clause} {item.name}") for item in items if not item.retired]


def own_draft(id: int) -> ScoreSheet:
    """The asker's own sheet, or 404."""
    sheet = queries.sheet(id)
    if sheet is None or sheet.author_id != asker().account_id or sheet.state not in ("open", "submitted"):
        abort(404)
    return sheet
