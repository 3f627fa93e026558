"""What an award consists of, its hash, and how it is folded again from itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.frozen import digest, facts_from_json, lines_to_json, result_to_json
from hospital_integrity.rules.tally import standing_entries

SEALED = (
    "year",
    "subject_kind",
    "subject_id",
    "name",
    "department_id",
    "department_name",
    "pool",
    "level",
    "stars",
    "score",
    "transition",
    "inputs",
    "reasons",
)


def seal(award: Mapping[str, Any], edition_sha256: str) -> str:
    """The hash of an award: every column that says something, and the edition it was judged by."""
    return digest([edition_sha256, [[name, award[name]] for name in SEALED]])


def removed_on(edition: Edition, facts: Facts, stars: int) -> date | None:
    """The day of the latest fact that took the star away; None where no veto did."""
    if stars:
        return None
    vetoes = (e for e in standing_entries(facts.entries)[0] if edition.items[e.item].ceilings.get(facts.kind))
    return max((entry.happened_on for entry in vetoes), default=None)


def facts_of_award(inputs: Mapping[str, Any]) -> Facts:
    """The facts that an award was folded from, as it keeps them."""
    return facts_from_json(inputs["facts"])


def differs(award: Mapping[str, Any], rating: Rating) -> bool:
    """Whether a rating folded again says anything else than the award."""
    again = (result_to_json(rating), lines_to_json(rating.lines), rating.level, rating.stars, f"{rating.score:f}")
    return again != (award["inputs"]["result"], award["reasons"], award["level"], award["stars"], award["score"])
