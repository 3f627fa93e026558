"""Stars over time as a line to draw: it steps at every award and every decision, and ends today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 760.0, 44.0, 24.0, 34.0, 176.0
MOST = 5


@dataclass(frozen=True)
class Turn:
    """A day on which the stars became `stars`: by the award of `year`, or by a decision (year 0) named by `what`."""

    day: date
    stars: int
    what: str
    year: int = 0
    imported: bool = False


@dataclass(frozen=True)
class Point:
    """A turn with its place in the picture; the line goes on at this height until `until`."""

    turn: Turn
    x: float
    y: float
    until: float


def star_line(turns: Iterable[Turn], today: date, of: int = MOST) -> list[Point]:
    """The turns in order of their days, in a picture WIDTH wide; the first begins at its left edge."""
    ordered = sorted(turns, key=lambda turn: (turn.day, turn.year == 0))
    if not ordered:
        return []
    first, last = ordered[0].day, max(today, ordered[-1].day + timedelta(60))
    days = max((last - first).days, 1)
    places = [round(LEFT + (turn.day - first).days * (WIDTH - LEFT - RIGHT) / days, 1) for turn in ordered]
    ends = [*places[1:], WIDTH - RIGHT]
    return [Point(turn, x, height(turn.stars, of), until) for turn, x, until in zip(ordered, places, ends, strict=True)]


def height(stars: int, of: int = MOST) -> float:
    """How far down a number of stars stands."""
    return round(BOTTOM - (BOTTOM - TOP) * stars / of, 1)


def path(points: Sequence[Point]) -> str:
    """The line as an SVG path: straight until the next turn, then up or down."""
    steps = [f"M{points[0].x} {points[0].y}"] if points else []
    steps += [f"H{point.x}V{point.y}" for point in points[1:]]
    return "".join([*steps, f"H{points[-1].until}" if points else ""])
