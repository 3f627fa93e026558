"""Reasons: what a result was made of, line by line, each naming its clause and its entry."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from hospital_integrity.rules.saying import Saying

SHOWN = Decimal("0.0001")


@lru_cache(maxsize=4096)
def shown(number: Decimal, rounding: str = ROUND_HALF_UP) -> str:
    """A number inside a sentence: at most four places, no idle zeros, so that equal numbers read equally."""
    return f"{number.quantize(SHOWN, rounding).normalize() + 0:f}"


class Line(NamedTuple):
    """One step on the way to a result. `effect` is what it added, `total` what it came to; None where there is none."""

    step: str
    saying: Saying
    clause: str = ""
    entry_id: int | None = None
    effect: Decimal | None = None
    total: Decimal | None = None


class HeadingPoints(NamedTuple):
    """What one heading came to in the year, and what it stood at before anything happened."""

    key: str
    name: str
    points: Decimal
    full: Decimal | None
    evidence: bool


@dataclass(frozen=True, slots=True)
class PartValue:
    """A weighted part, with the weight (per cent) it had after missing parts were spread, and its measures."""

    key: str
    name: str
    value: Decimal | None
    weight: Decimal
    measures: int = 0


@dataclass(frozen=True, slots=True)
class Contest:
    """What a rating brings to the comparison with others: natural breaks, lowest shares, pools by parts.

    `summary` is the unrounded score, `covered` the number of parts with enough evidence. `allowed` is the best level
    that evidence, ceilings and ladder leave open, `floor` the worst that a departure or (`kept`) a hold leaves.
    `entered` are the limiters of a lowest share (by their place in the scheme) that the subject is measured by, each
    with its number.
    """

    summary: Decimal
    covered: int
    allowed: str
    floor: str = ""
    kept: bool = False
    entered: tuple[tuple[int, Decimal], ...] = ()


NOBODY = Contest(Decimal(0), 0, "")


@dataclass(frozen=True, slots=True)
class Rating:
    """The decision on one subject and everything that explains it.

    `raw` is the rounded score, `score` the same as shown (capped where the edition says). `level` is a level key of the
    scheme, `earned` the level before the quota. `held` means a reported veto is not decided yet: nothing may be frozen.
    `rated` is false where the evidence didn't suffice: there is no star then, and no quota counts the subject.
    Where the scheme compares, the fold alone gives only the best level still open; the `contest` of everybody decides.
    """

    kind: str
    subject_id: int
    pool: str
    raw: Decimal
    score: Decimal
    level: str
    level_name: str
    stars: int
    deductions: Decimal
    bonus: Decimal
    worst: Decimal
    headings: tuple[HeadingPoints, ...]
    parts: tuple[PartValue, ...]
    lines: tuple[Line, ...]
    consequences: tuple[str, ...] = ()
    earned: str = ""
    held: bool = False
    rated: bool = True
    contest: Contest = NOBODY
