"""The whole hospital on one page: stars by pool, movements, headings by departments, and who is near a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.home.queries.overview import Spread, spread_of
from hospital_integrity.ratings import queries as ratings
from hospital_integrity.ratings.queries import Standing
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.explanation import shown
from hospital_integrity.rules.frozen import lines_from_json
from hospital_integrity.rules.narrative import binding, cushion
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scale import scale, shade, tone
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.transition import NAMES, NONE, transition

NEAREST = 6
FIXABLE = ("ceiling", "evidence")


@dataclass(frozen=True)
class Cell:
    """What one department came to under one heading, and its colour."""

    points: Decimal
    shade: int


@dataclass(frozen=True)
class Place:
    """A department's row: its star, where that came from, and its headings in the scheme's order."""

    id: int
    name: str
    pool: str
    stars: int
    last_stars: int | None
    level_name: str
    tone: int
    score: Decimal
    change: Decimal | None
    move: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Near:
    """A department near a line, with the words that say how near."""

    id: int
    name: str
    stars: int
    words: Saying


@dataclass(frozen=True)
class Hospital:
    """Everything the overview shows. `pools` are (name, how its stars are spread), `moves` (word, how many)."""

    headings: list[tuple[str, str]]
    places: list[Place]
    pools: list[tuple[Saying, Spread]]
    moves: list[tuple[str, Saying, int]]
    rising: list[Near]
    falling: list[Near]
    grid: Spread
    staff: Spread


def hospital(edition: Edition, year: int) -> Hospital:
    """The overview of a year's standings; four statements, however large the hospital."""
    scheme = edition.schemes.get("department")
    rows = ratings.standings("department", year)
    others = {kind: spread_of(edition.schemes.get(kind), ratings.spread(kind, year)) for kind in ("grid", "staff")}
    if scheme is None:
        return Hospital([], [], [], [], [], [], **others)
    points = ratings.heading_points("department", year)
    places = [_place(scheme, row, points.get(row.subject_id, {})) for row in rows]
    return Hospital(
        headings=[(heading.key, heading.name) for heading in scheme.headings.values()],
        places=places,
        pools=_pools(scheme, rows),
        moves=_moves(places),
        rising=_rising(scheme, rows),
        falling=_falling(scheme, rows),
        **others,
    )


def sorted_places(found: Hospital, order: str) -> list[Place]:
    """The rows in an order: name, stars, score or a heading's key, the last with − for the largest first."""
    key, down = order.removeprefix("-"), order.startswith("-")
    column = next((n for n, (heading, _) in enumerate(found.headings) if heading == key), None)
    if column is not None:
        return sorted(found.places, key=lambda one: _cell(one, column), reverse=down)
    by = {"name": lambda one: one.name, "stars": lambda one: (one.stars, one.score)}
    return sorted(found.places, key=by.get(key, lambda one: one.score), reverse=down)


def _cell(place: Place, column: int) -> Decimal:
    cell = place.cells[column]
    return cell.points if cell else Decimal(0)


def _place(scheme: Scheme, row: Standing, points: Mapping[str, Decimal]) -> Place:
    return Place(
        id=row.subject_id,
        name=row.name,
        pool=row.pool,
        stars=row.stars,
        last_stars=row.last_stars,
        level_name=row.level_name,
        tone=tone(scheme, scheme.level_by_key[row.level]),
        score=row.score,
        change=None if row.last_score is None else row.score - row.last_score,
        move=transition("department", row.last_stars, row.stars) if row.rated else NONE,
        cells=tuple(
            Cell(points[key], shade(points[key], heading.points)) if key in points else None
            for key, heading in scheme.headings.items()
        ),
    )


def _pools(scheme: Scheme, rows: Iterable[Standing]) -> list[tuple[Saying, Spread]]:
    counts: dict[str, Counter[str]] = {pool: Counter() for pool in CATEGORIES}
    for row in rows:
        counts.setdefault(row.pool, Counter())[row.level] += 1
    return [(CATEGORIES[pool], spread_of(scheme, counts[pool])) for pool in CATEGORIES if counts[pool]]


def _moves(places: Iterable[Place]) -> list[tuple[str, Saying, int]]:
    counts = Counter(place.move for place in places)
    return [(move, NAMES[move], counts[move]) for move in NAMES if counts[move]]


def _rising(scheme: Scheme, rows: Iterable[Standing]) -> list[Near]:
    """Who needs least for a better star: first those whom one thing alone holds down, then those short of points."""
    held, short = [], []
    for row in rows:
        limits = binding(lines_from_json([*row.limits, *row.quota]), row.level_name)
        found = cushion(scheme, row.raw)
        if len(limits) == 1 and limits[0].step in FIXABLE and (row.stars or limits[0].step == "evidence"):
            held.append((-row.raw, row, limits[0].saying))
        elif not limits and found and found.below is not None:
            words = say("离%(level)s还差 %(points)s 分", level=found.next, points=shown(found.below))
            short.append((found.below, row, words))
    return [_near(*one) for one in (*_first(short), *_first(held))][:NEAREST]


def _falling(scheme: Scheme, rows: Iterable[Standing]) -> list[Near]:
    """Whose score lies least above the line of the star that is held."""
    begins = {step.name: step.begins for step in scale(scheme)}
    margins = []
    for row in rows:
        line = begins.get(row.level_name)
        if line and row.stars:
            words = say("比%(level)s的起点高 %(points)s 分", level=row.level_name, points=shown(row.raw - line))
            margins.append((row.raw - line, row, words))
    return [_near(*one) for one in _first(margins)]


_Found = tuple[Decimal, Standing, Saying]


def _first(found: list[_Found]) -> list[_Found]:
    return sorted(found, key=lambda one: (one[0], one[1].name))[:NEAREST]


def _near(_: Decimal, row: Standing, words: Saying) -> Near:
    return Near(row.subject_id, row.name, row.stars, words)
