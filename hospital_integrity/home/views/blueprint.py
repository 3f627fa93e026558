"""The blueprint, the year a page is about, and standings that are fresh."""

from __future__ import annotations

from flask import Blueprint, request

from hospital_integrity.access import reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import done_apart
from hospital_integrity.ratings import operations as ratings
from hospital_integrity.ratings import queries

bp = Blueprint("home", __name__)


def year_and_years() -> tuple[int, list[int]]:
    """The year in the address, or the newest one, and all that may be chosen."""
    known = queries.rated_years() or [today().year]
    wanted = request.args.get("year", type=int)
    return (wanted if wanted in known else known[0]), known


def fresh(year: int, *kinds: str) -> None:
    """Bring standings up to date before they are shown, if anything moved."""
    moved = queries.stale(kinds, year)
    if moved:
        done_apart(lambda: ratings.refresh_all(moved, year))


def sees_evidence(department_id: int, heads: frozenset[int], own: bool = False) -> bool:
    """Whether the asker may read what exactly happened: the office, the head, and whom it is about."""
    return own or (reach().everything and not reach().masked) or department_id in heads
