"""The rule table of a scheme cut along its borders: every cell of score x deductions x greatest deduction, tried once.

Inside a cell no border runs, so that one sample speaks for all of it: what holds for the cells holds for every number.
Scores come in steps of the scheme's rounding; cells that no score can fall into are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress, pairwise
from typing import TypeVar

from hospital_integrity.rules.interval import Interval
from hospital_integrity.rules.scheme import Level, Region, Scheme

Content = TypeVar("Content")
Row = tuple[Level | None, ...]
Layer = tuple[Row, ...]
ZERO = Decimal(0)
FAR = Decimal(1000)


@dataclass(frozen=True)
class Cell:
    """A stretch of one axis between two borders, or one border itself, a number inside it, and its place in order."""

    stretch: Interval
    sample: Decimal
    place: int


@dataclass(frozen=True)
class Box:
    """A cell in all three directions, which facts can fall into."""

    score: Cell
    deductions: Cell
    worst: Cell

    @property
    def samples(self) -> tuple[Decimal, Decimal, Decimal]:
        """The score, the deductions and the greatest deduction that speak for the box."""
        return self.score.sample, self.deductions.sample, self.worst.sample


@dataclass(frozen=True)
class Plane:
    """The table for one stretch of the greatest deduction: a level for each row (deductions) and column (score)."""

    worst: Interval
    columns: tuple[Interval, ...]
    rows: tuple[Interval, ...]
    levels: tuple[tuple[Level | None, ...], ...]


def regions_of(scheme: Scheme) -> list[Region]:
    """All regions of all levels."""
    return [region for level in scheme.levels for region in level.regions]


def score_cells(scheme: Scheme) -> list[Cell]:
    """The cells of the score that a rounded score can fall into, the lowest first."""
    ends = {end for region in regions_of(scheme) for end in region.score.ends}
    sampled = ((stretch, _multiple_in(stretch, scheme.rounding)) for stretch in _stretches(ends))
    return _numbered([(stretch, sample) for stretch, sample in sampled if sample in stretch])


def taken_cells(scheme: Scheme) -> list[Cell]:
    """The cells of total and of greatest deduction, which share their borders; 0 is a cell of its own."""
    regions = regions_of(scheme)
    ends = {end for region in regions for end in (*region.deductions.ends, *region.worst.ends) if end > ZERO}
    sampled = ((stretch, _middle(stretch)) for stretch in _stretches(ends | {ZERO}))
    return _numbered([(stretch, sample) for stretch, sample in sampled if sample >= ZERO])


def _numbered(sampled: list[tuple[Interval, Decimal]]) -> list[Cell]:
    return [Cell(stretch, sample, place) for place, (stretch, sample) in enumerate(sampled)]


def box_count(scheme: Scheme) -> int:
    """How many boxes there are at most; a text can ask for millions."""
    return len(score_cells(scheme)) * len(taken_cells(scheme)) ** 2


def boxes(scheme: Scheme) -> Iterator[Box]:
    """Every box that facts can fall into: the greatest deduction is part of their total, and 0 only with it."""
    taken = taken_cells(scheme)
    for score in score_cells(scheme):
        for deductions in taken:
            for worst in taken:
                if _possible(deductions, worst):
                    yield Box(score, deductions, worst)


def holding(scheme: Scheme, box: Box) -> list[int]:
    """The ranks of the levels whose regions hold a box, `otherwise` not counted."""
    return [n for n, level in enumerate(scheme.levels) if any(region.holds(*box.samples) for region in level.regions)]


def earned(scheme: Scheme, box: Box) -> Level | None:
    """The level that numbers in a box earn; None in a hole."""
    held = holding(scheme, box)
    if held:
        return scheme.levels[held[0]]
    return next((level for level in scheme.levels if level.otherwise), None)


def planes(scheme: Scheme) -> Iterator[Plane]:
    """The table as flat pictures, one for each stretch of the greatest deduction that makes a difference.

    Natural breaks have none: their borders lie where the scores do.
    """
    if scheme.cut == "breaks":
        return
    scores, taken = score_cells(scheme), taken_cells(scheme)
    layers = [(worst, tuple(_row(scheme, scores, row, worst) for row in taken)) for worst in taken]
    for group in _alike(layers):
        possible = [any(_possible(row, worst) for worst, _ in group) for row in taken]
        yield _plane(scores, list(compress(zip(taken, group[0][1], strict=True), possible)), group)


def _plane(scores: list[Cell], rows: list[tuple[Cell, Row]], group: list[tuple[Cell, Layer]]) -> Plane:
    merged = _alike(rows)
    columns = _alike(list(zip(scores, zip(*(row[0][1] for row in merged), strict=True), strict=True)))
    return Plane(
        _joined(group),
        tuple(map(_joined, columns)),
        tuple(map(_joined, merged)),
        tuple(zip(*(column[0][1] for column in columns), strict=True)),
    )


def _row(scheme: Scheme, scores: list[Cell], deductions: Cell, worst: Cell) -> Row:
    return tuple(earned(scheme, Box(score, deductions, worst)) for score in scores)


def _alike(pairs: Sequence[tuple[Cell, Content]]) -> list[list[tuple[Cell, Content]]]:
    """Neighbours with the same content, together."""
    groups: list[list[tuple[Cell, Content]]] = []
    for pair in pairs:
        if groups and groups[-1][0][1] == pair[1]:
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def _joined(group: Sequence[tuple[Cell, Content]]) -> Interval:
    first, last = group[0][0].stretch, group[-1][0].stretch
    return Interval(first.low, last.high, first.low_closed, last.high_closed)


def _stretches(ends: Iterable[Decimal]) -> list[Interval]:
    """Each border by itself and each stretch between two, from minus to plus infinity."""
    borders = sorted(ends)
    if not borders:
        return [Interval()]
    between = [piece for low, high in pairwise(borders) for piece in (_open(low, high), Interval(high, high))]
    return [_open(None, borders[0]), Interval(borders[0], borders[0]), *between, _open(borders[-1], None)]


def _open(low: Decimal | None, high: Decimal | None) -> Interval:
    return Interval(low, high, False, False)


def _middle(stretch: Interval) -> Decimal:
    if stretch.low is None:
        return ZERO if stretch.high is None else stretch.high - FAR
    return stretch.low + FAR if stretch.high is None else (stretch.low + stretch.high) / 2


def _multiple_in(stretch: Interval, step: Decimal) -> Decimal:
    """A multiple of `step` in a stretch if it holds one, else some multiple beside it."""
    if stretch.low is None:
        return ZERO if stretch.high is None else -((-stretch.high // step) + 1) * step
    below = stretch.low // step * step
    return below if below in stretch else below + step


def _possible(deductions: Cell, worst: Cell) -> bool:
    return worst.sample <= deductions.sample and bool(worst.sample) == bool(deductions.sample)
