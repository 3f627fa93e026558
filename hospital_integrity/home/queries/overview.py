"""The hospital in figures: stars of departments, grades of staff, and how stars moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.awards import queries as awards
from hospital_integrity.clock import today
from hospital_integrity.ratings import queries as ratings
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scale import tone
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.transition import LOWERED, RAISED, REMOVED, transition

LEADERS = 6
BEST_STAR = say("最高星级科室")
Spread = list[tuple[int, str, int]]


@dataclass(frozen=True)
class Leader:
    """A department among the best: its place, stars and score, and the change against its last award."""

    rank: int
    id: int
    name: str
    stars: int
    score: Decimal
    change: Decimal | None


@dataclass(frozen=True)
class Overview:
    """Figures for the head of the desk, and how departments and staff are spread over their levels."""

    figures: list[tuple[int, Saying]]
    departments: Spread
    staff: Spread


def overview(edition: Edition, year: int) -> Overview:
    """The figures of a year's standings; three statements."""
    spreads = {kind: ratings.spread(kind, year) for kind in ("department", "staff")}
    moved = Counter(transition("department", last, stars) for last, stars in ratings.moves(year))
    figures = [
        (sum(spreads["department"].values()), say("科室参评")),
        *_best(edition.schemes.get("department"), spreads["department"]),
        (moved[RAISED], say("科室升星")),
        (moved[LOWERED] + moved[REMOVED], say("科室降星")),
        (sum(spreads["staff"].values()), say("员工参评")),
        *_best(edition.schemes.get("staff"), spreads["staff"]),
    ]
    return Overview(figures, *(spread_of(edition.schemes.get(kind), spreads[kind]) for kind in ("department", "staff")))


def leaders(year: int) -> list[Leader]:
    """The best departments of a year, by stars and then by score, without those whose star is suspended or taken."""
    ranked = sorted(ratings.standings("department", year), key=lambda row: (-row.stars, -row.score, row.name))
    in_force = awards.stars_now("department", [row.subject_id for row in ranked], today())
    held_down = {subject for subject, now in in_force.items() if now.standing}
    best = [row for row in ranked if row.subject_id not in held_down][:LEADERS]
    return [
        Leader(
            place,
            row.subject_id,
            row.name,
            row.stars,
            row.score,
            None if row.last_score is None else row.score - row.last_score,
        )
        for place, row in enumerate(best, 1)
    ]


def _best(scheme: Scheme | None, counts: dict[str, int]) -> list[tuple[int, Saying]]:
    if scheme is None:
        return []
    words = say("员工%(level)s", level=scheme.levels[0].name) if scheme.kind == "staff" else BEST_STAR
    return [(counts.get(scheme.levels[0].key, 0), words)]


def spread_of(scheme: Scheme | None, counts: Mapping[str, int]) -> Spread:
    """How many hold each level, best first: tone, name, number; nothing without a scheme."""
    if scheme is None:
        return []
    return [(tone(scheme, level), level.name, counts.get(level.key, 0)) for level in scheme.levels]
