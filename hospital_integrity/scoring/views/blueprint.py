"""What the screens of scoring share: the blueprint, the departments and items that may be chosen, whose draft it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext

from hospital_integrity.access import asker, may, reach
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.recording import is_personal, may_enter
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Item
from hospital_integrity.rules.scoresheet import LAYOUTS
from hospital_integrity.scoring import queries
from hospital_integrity.scoring.models import ScoreSheet
from hospital_integrity.scoring.queries import About

bp = Blueprint("scoring", __name__)
ID = "<int(max=2147483647):id>"


def place_choices() -> list[tuple[int, str]]:
    """The departments of today that the asker may score."""
    return [(place.id, f"{place.code} {place.name}") for place in own_places()]


def own_places() -> list[Any]:
    """The departments of today within the asker's reach, by code."""
    return [place for place in departments.departments_on(today()) if reach().covers(department_id=place.id)]


def items_to_enter() -> list[Item]:
    """The items of this year's edition that the asker may record; none where no edition is in force yet."""
    try:
        items = edition_of(today().year).items.values()
    except Refused:
        return []
    return [item for item in items if not item.retired and may_enter(item, asker().roles)]


def item_choices(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Items that may be recorded, as they are offered."""
    return [(item.key, f"{item.clause} {item.name}") for item in items if not item.retired]


def asked_about() -> About:
    """What the address asks for, or 404: a layout, with the department and item that it needs within reach."""
    kind, item = request.args.get("kind", "free"), request.args.get("item", "")
    place = number_in("department") if kind != "places" else None
    if kind not in LAYOUTS or (kind != "places" and not _within_reach(place)):
        abort(404)
    if kind in ("places", "people") and not _fits(kind, item):
        abort(404)
    return About(kind, place, item if kind in ("places", "people") else "")


def _within_reach(place: int | None) -> bool:
    return place is not None and reach().covers(department_id=place) and departments.department(place) is not None


def _fits(kind: str, key: str) -> bool:
    item = next((one for one in items_to_enter() if one.key == key), None)
    return item is not None and is_personal(item) == (kind == "people")


def number_in(name: str) -> int | None:
    """A number of the address, or None."""
    typed = request.args.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def title_of(about: About) -> str:
    """What a sheet is called."""
    place = departments.department(about.department_id) if about.department_id else None
    item = edition_of(today().year).items.get(about.item)
    if about.kind == "places" and item:
        return gettext("%(item)s · 各科室", item=item.name)
    if about.kind == "people" and item and place:
        return gettext("%(item)s · %(department)s", item=item.name, department=place.name)
    return gettext("%(department)s 评分表", department=place.name if place else "")


def open_draft(id: int, states: tuple[str, ...] = ("open", "submitted")) -> ScoreSheet:
    """A sheet that the asker may look at: one's own, or any where one's reach is everything; else 404."""
    sheet = queries.sheet(id)
    mine = sheet is not None and sheet.author_id == asker().account_id
    if sheet is None or sheet.state not in states or not (mine or reach().everything):
        abort(404)
    return sheet


def marks_address(draft: ScoreSheet) -> str:
    """Where a draft of marks is filled in: its item is the key of the sheet and, where noted, the rater."""
    sheet, _, rater = draft.item.partition(" ")
    if may("scoring.marks"):
        return url_for("scoring.marks", year=draft.year, sheet=sheet, rater=rater or None)
    return url_for("scoring.rate", sheet=sheet)
