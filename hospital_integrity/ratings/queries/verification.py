"""Whether the standings say the same as folding everything from the ledger would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import undefer

from hospital_integrity.db import db
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.models import KINDS, Standing
from hospital_integrity.ratings.queries.folding import ratings_of
from hospital_integrity.ratings.queries.standings import of_kind
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.frozen import lines_from_json, result_to_json

Difference = tuple[str, int, str]


def compare(year: int) -> list[Difference]:
    """Where the standings of a year differ from a full fold: kind, subject and what; nothing when all is well."""
    kinds = [kind for kind in KINDS if kind in edition_of(year).schemes]
    return [found for kind in kinds for found in _differences(kind, year)]


def _differences(kind: str, year: int) -> Iterator[Difference]:
    rows = db.session.scalars(of_kind(kind, year).options(undefer(Standing.result), undefer(Standing.lines)))
    stored = {row.subject_id: row for row in rows}
    folded = ratings_of(kind, year)
    for subject in sorted(stored.keys() | folded.keys()):
        what = _difference(subject, stored, folded)
        if what:
            yield kind, subject, what


def _difference(subject: int, stored: Mapping[int, Standing], folded: Mapping[int, Rating]) -> str:
    if subject not in stored:
        return "missing"
    if subject not in folded:
        return "superfluous"
    row, rating = stored[subject], folded[subject]
    if lines_from_json([*row.lines, *row.quota]) != rating.lines:
        return "reasons"
    if row.award_id is None and row.level != rating.level:
        return "level"
    same = row.raw == rating.raw and row.result["headings"] == result_to_json(rating)["headings"]
    return "" if same else "result"
