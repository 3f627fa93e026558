"""Stars over time as a line to draw: it steps at every award and every decision, and ends today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hospital_integrity.rules.current_star import Awarded, Decision, Limit, star_now
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.transition import NAMES

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 760, 44, 24, 36, 176
MOST = 5
CLOSE = 44  # the width of two characters and a little


@dataclass(frozen=True)
class Turn:
    """A day on which the stars became `stars`: by the award of `year`, or by what happened in between (year 0)."""

    day: date
    stars: int
    what: Saying
    year: int = 0
    imported: bool = False


@dataclass(frozen=True)
class Point:
    """A turn with its place in the picture; the line goes on at this height until `until`.

    `lift` is by how many lines its words stand higher, where others stand close before it.
    """

    turn: Turn
    x: int
    y: int
    until: int
    lift: int = 0


def turns(
    awards: Sequence[tuple[Awarded, str]],
    decisions: Mapping[int, Sequence[Decision]],
    limits: Sequence[Limit],
    today: date,
) -> list[Turn]:
    """Every turn of a subject's stars: awards with their transitions (oldest first), decisions by the award's year, and
    indicators where they begin and end to hold."""
    found = []
    for place, (awarded, moved) in enumerate(awards):
        until = awards[place + 1][0].decided_on if place + 1 < len(awards) else today + timedelta(1)
        mine = decisions.get(awarded.year, ())
        found.append(
            Turn(awarded.decided_on, awarded.stars, NAMES[moved], awarded.year, imported=awarded.award_id is None)
        )
        for day, what in _between(mine, [one for one in limits if one.year > awarded.year]):
            if awarded.decided_on < day < until:
                found.append(Turn(day, star_now(awarded, mine, limits, day).stars, what))
    return found


def _between(decisions: Iterable[Decision], limits: Iterable[Limit]) -> Iterator[tuple[date, Saying]]:
    for decision in decisions:
        yield decision.changed_on, NAMES[decision.transition]
    for limit in limits:
        yield limit.begins, say("指标") if limit.stars else say("否决")
        if limit.ends:
            yield limit.ends, say("销号")


def star_line(turns: Iterable[Turn], today: date, of: int = MOST) -> list[Point]:
    """The turns in order of their days, in a picture WIDTH wide; the first begins at its left edge."""
    ordered = sorted(turns, key=lambda turn: (turn.day, turn.year == 0))
    if not ordered:
        return []
    first, last = ordered[0].day, max(today, ordered[-1].day + timedelta(60))
    days = max((last - first).days, 1)
    places = [LEFT + (turn.day - first).days * (WIDTH - LEFT - RIGHT) // days for turn in ordered]
    ends = [*places[1:], WIDTH - RIGHT]
    found: list[Point] = []
    for turn, x, until in zip(ordered, places, ends, strict=True):
        found.append(Point(turn, x, height(turn.stars, of), until, _lift(found, turn, x)))
    return found


def _lift(before: Sequence[Point], turn: Turn, x: int) -> int:
    last = before[-1] if before else None
    close = last is not None and not turn.year and not last.turn.year and x - last.x < CLOSE
    return last.lift + 1 if close and last else 0


def height(stars: int, of: int = MOST) -> int:
    """How far down a number of stars stands."""
    return BOTTOM - (BOTTOM - TOP) * stars // of


def path(points: Sequence[Point]) -> str:
    """The line as an SVG path: straight until the next turn, then up or down."""
    steps = [f"M{points[0].x} {points[0].y}"] if points else []
    steps += [f"H{point.x}V{point.y}" for point in points[1:]]
    return "".join([*steps, f"H{points[-1].until}" if points else ""])
