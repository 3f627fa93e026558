"""A scheme's levels as a scale to draw: from which score each begins, lowest first, and a tone from 5 (best) to 1."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.rules.scheme import Level, Scheme


@dataclass(frozen=True)
class Step:
    """One level on the scale."""

    tone: int
    name: str
    begins: Decimal


def tone(scheme: Scheme, level: Level) -> int:
    """How good a level is, for its colour: the stars, or the place among grades."""
    if level.stars or scheme.kind != "staff":
        return level.stars
    return 1 if level.otherwise else max(1, 5 - scheme.rank[level.key])


def scale(scheme: Scheme) -> list[Step]:
    """The levels that a score earns, lowest first; those that nobody scores are left out."""
    found = []
    for level in reversed(scheme.levels):
        if level.regions or level.otherwise:
            lows = [region.score.low for region in level.regions if region.score.low is not None]
            found.append(Step(tone(scheme, level), level.name, min(lows, default=Decimal(0))))
    return found


def next_up(scheme: Scheme, level: Level, score: Decimal) -> tuple[str, Decimal] | None:
    """The next better level that a score could earn and how many points are missing; None at the top."""
    better = [one for one in scale(scheme) if one.begins > score]
    if not better or scheme.rank[level.key] == 0:
        return None
    return better[0].name, better[0].begins - score


SHADES = (Decimal("-0.2"), Decimal("-0.08"), Decimal(0))
PLAIN = 3


def shade(points: Decimal, full: Decimal | None) -> int:
    """A heading's colour on a heat map: 0 to 2 for points lost (0 the most), 3 as it began, 4 to 6 for points won.

    Measured against the heading's share of the base, or ten points where it has none.
    """
    moved = points / 10 if full is None else (points - full) / (full or 1)
    if not moved:
        return PLAIN
    depth = sum(abs(moved) >= -limit for limit in SHADES)
    return PLAIN + depth if moved > 0 else PLAIN - depth
