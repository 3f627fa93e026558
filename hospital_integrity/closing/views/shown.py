"""What the pages of closing show: levels, movements, whom a quota or a report concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing
from hospital_integrity.closing import queries
from hospital_integrity.policy import queries as policy
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.everybody import Key
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.scale import tone
from hospital_integrity.rules.transition import GRADED, NAMES

SHOWN = 40


def preview(year: int) -> Mapping[str, Any]:
    """What closing the year would freeze now."""
    if not policy.editions() or policy.editions()[-1].year > year:
        return {"outcome": None}
    found = queries.outcome(year)
    levels = Counter((kind, rating.level) for (kind, _), rating in found.ratings.items())
    return {
        "outcome": found,
        "kinds": _kinds(found.edition, levels, found.moves),
        "displaced": [_subject(found, key) for kind in found.edition.schemes for key in _nearest(found, kind)],
        "held": [_subject(found, key) for key in found.held],
    }


def _nearest(found: queries.Outcome, kind: str) -> list[Key]:
    return [key for key in found.displaced if key[0] == kind][:SHOWN]


def _subject(found: queries.Outcome, key: Key) -> dict[str, Any]:
    rating, identity, scheme = found.ratings[key], found.identities[key], found.edition.schemes[key[0]]
    return {
        "kind": scheme.name,
        "name": identity.name,
        "department": identity.department_name,
        "score": rating.score,
        "earned": scheme.level_by_key[rating.earned].name,
        "level": rating.level_name,
        "why": next((line.saying for line in rating.lines if line.step in ("quota", "held")), None),
    }


def frozen(closing: Closing) -> Mapping[str, Any]:
    """What a closing froze."""
    edition = awards.edition_of_closing(closing)
    levels, moved = awards.levels_of(closing.id), awards.transitions_of(closing.id)
    return {"kinds": _kinds(edition, levels, moved), "edition": edition}


def _kinds(
    edition: Edition, levels: Mapping[tuple[str, str], int], moved: Mapping[tuple[str, str], int]
) -> list[dict[str, Any]]:
    """For each kind: its name, how levels are spread, how stars moved."""
    return [
        {
            "key": kind,
            "name": scheme.name,
            "total": sum(levels.get((kind, level.key), 0) for level in scheme.levels),
            "levels": [(tone(scheme, level), level.name, levels.get((kind, level.key), 0)) for level in scheme.levels],
            "moved": _moves(kind, moved),
        }
        for kind, scheme in edition.schemes.items()
    ]


def _moves(kind: str, moved: Mapping[tuple[str, str], int]) -> list[tuple[Saying, int]]:
    return [(name, moved[kind, key]) for key, name in NAMES.items() if key != GRADED and moved.get((kind, key))]
