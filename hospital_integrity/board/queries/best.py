"""The departments with the most stars of the last awarded year, for the side of the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hospital_integrity.awards import queries as awards
from hospital_integrity.departments import queries as departments

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Starred:
    """A department with its stars and score of a year."""

    name: str
    stars: int
    score: Decimal


@dataclass(frozen=True, slots=True)
class Best:
    """The best departments of a year, in order."""

    year: int
    rows: list[Starred]


def best(day: date) -> Best | None:
    """The best by stars and then score, without whose star is suspended or taken today; None before any award."""
    briefs = awards.last_briefs("department", day.year + 1)
    if not briefs:
        return None
    year = max(one.year for one in briefs.values())
    held_down = {id for id, now in awards.stars_now("department", list(briefs), day).items() if now.standing}
    found = {id: one for id, one in briefs.items() if one.year == year and one.stars and id not in held_down}
    names = departments.departments_by_id(found)
    ranked = sorted(found, key=lambda id: (-found[id].stars, -Decimal(found[id].score), names[id].name))
    return Best(year, [Starred(names[id].name, found[id].stars, Decimal(found[id].score)) for id in ranked[:SHOWN]])
