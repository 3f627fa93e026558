"""Rating everybody of a year: fold each, then the quotas over each kind. The closing and its audit both call this."""

from __future__ import annotations

from collections.abc import Iterable

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.quota import decide
from hospital_integrity.rules.resting import resting

Key = tuple[str, int]


@resting()
def rate_everybody(edition: Edition, everybody: Iterable[Facts]) -> dict[Key, Rating]:
    """The ratings of all subjects whose kind has a scheme, after quota, by (kind, subject id)."""
    by_kind: dict[str, list[Rating]] = {kind: [] for kind in edition.schemes}
    for facts in everybody:
        if facts.kind in by_kind:
            by_kind[facts.kind].append(fold(edition, facts))
    decided = {kind: decide(edition, kind, ratings) for kind, ratings in by_kind.items()}
    return {(kind, subject): rating for kind, found in decided.items() for subject, rating in found.items()}
