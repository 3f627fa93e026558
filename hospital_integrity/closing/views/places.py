"""The proof that quotas hold, as a page shows it: places, who got them, and who stands next to the edge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hospital_integrity.awards.queries import Closing
from hospital_integrity.closing import queries
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.everybody import Key

Told = Mapping[Key, tuple[str, str]]


def proved_now(found: queries.Outcome) -> list[dict[str, Any]]:
    """The places of what closing would freeze now."""
    told = {key: (found.identities[key].name, f"{rating.score:f}") for key, rating in found.ratings.items()}
    return list(_rows(found.edition, {kind: one.plain() for kind, one in found.proofs.items()}, told))


def proved_then(closing: Closing, edition: Edition) -> list[dict[str, Any]]:
    """The places as they were proved when the year was proposed; nothing where that is older than the proof."""
    proposal = queries.newest_of_round(closing.year, closing.round)
    if proposal is None or not proposal.proof:
        return []
    proof: Mapping[str, Any] = proposal.proof
    keys = [(kind, one) for kind, found in proof.items() for place in found["places"] for one in _edge(place)]
    about = {(one.subject_kind, one.subject_id): one for one in queries.results_about(proposal.id, keys)}
    return list(_rows(edition, proof, {key: (one.name, one.score) for key, one in about.items()}))


def _edge(place: Mapping[str, Any]) -> list[int]:
    return [*place["inside"], *place["outside"]]


def _rows(edition: Edition, proof: Mapping[str, Any], told: Told) -> Iterator[dict[str, Any]]:
    for kind, found in proof.items():
        scheme = edition.schemes[kind]
        for place in found["places"]:
            yield {
                **place,
                "kind": scheme.name,
                "people": kind != "department",
                "level": scheme.level_by_key[place["level"]].name,
                "inside": [told[kind, one] for one in place["inside"] if (kind, one) in told],
                "outside": [told[kind, one] for one in place["outside"] if (kind, one) in told],
                "holds": found["holds"],
            }
