"""What an award consists of, its seal, and how it is folded again from itself.

An award here is the mapping of its columns; `inputs` and `reasons` may stand in it as their canonical text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Line, Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.frozen import (
    canonical,
    digest,
    facts_from_json,
    facts_to_json,
    lines_to_json,
    result_to_json,
)
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.tally import standing_entries
from hospital_integrity.rules.transition import cause, transition

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
    "removed_on",
)
OF_THE_LEVEL = ("level", "stars", "consequences")


@dataclass(frozen=True)
class Identity:
    """What a subject was called and where it belonged on the last day of the year."""

    name: str
    department_id: int
    department_name: str


def award(edition: Edition, facts: Facts, rating: Rating, identity: Identity) -> dict[str, Any]:
    """Every column of an award but the closing it belongs to, sealed."""
    said = {
        "year": facts.year,
        "subject_kind": facts.kind,
        "subject_id": facts.subject_id,
        "name": identity.name,
        "department_id": identity.department_id,
        "department_name": identity.department_name,
        "pool": rating.pool,
        "level": rating.level,
        "stars": rating.stars,
        "score": f"{rating.score:f}",
        "transition": transition(facts.kind, facts.history.last_stars, rating.stars),
        "removed_on": removed_on(edition, facts, rating.stars),
        "inputs": canonical({"facts": facts_to_json(facts), "result": result_to_json(rating)}),
        "reasons": canonical(lines_to_json(rating.lines)),
    }
    return {**said, "sha256": seal(said, edition.sha256), **kept_apart(edition.schemes[facts.kind], rating)}


def kept_apart(scheme: Scheme, rating: Rating) -> dict[str, Any]:
    """What follows from the rest and is kept as columns, so that lists and ladders needn't open every award."""
    why = cause(scheme, rating.level, rating.earned, rating.lines)
    return {
        "earned": None if scheme.kind == "staff" else earned_stars(scheme, rating.lines),
        "cause": None if why is None else {"text": why.text, "values": dict(why.values)},
    }


def earned_stars(scheme: Scheme, lines: Iterable[Line]) -> int | None:
    """The stars that the score alone earned, before anything limited them, as the reasons say."""
    said = next((line.saying.values.get("level") for line in lines if line.step == "level"), None)
    return next((level.stars for level in scheme.levels if level.name == said), None)


def seal(award: Mapping[str, Any], edition_sha256: str) -> str:
    """The hash of an award: every column that says something, and the edition it was judged by."""
    removed = award["removed_on"]
    said = [[name, award[name]] for name in SEALED[:-1]]
    said.append(["removed_on", removed.isoformat() if removed else None])
    return digest([edition_sha256, said, digest(award["inputs"]), digest(award["reasons"])])


def seal_of_closing(edition_sha256: str, document_no: str, decided_on: date, seals: Iterable[str]) -> str:
    """The hash of a closing: the decision, and the seals of all its awards in whatever order they come."""
    return digest([edition_sha256, document_no, decided_on.isoformat(), sorted(seals)])


def removed_on(edition: Edition, facts: Facts, stars: int) -> date | None:
    """The day of the latest fact that took the star away; None where no veto did."""
    if stars:
        return None
    scheme = edition.schemes[facts.kind]
    starless = {level.key for level in scheme.levels if not level.stars}
    standing = standing_entries(facts.entries)[0]
    vetoes = (entry for entry in standing if edition.items[entry.item].ceilings.get(facts.kind) in starless)
    return max((entry.happened_on for entry in vetoes), default=None)


def facts_of_award(inputs: Mapping[str, Any]) -> Facts:
    """The facts that an award was folded from, as it keeps them."""
    return facts_from_json(inputs["facts"])


@dataclass(frozen=True)
class Refolded:
    """An award folded again alone, reasons compared and put away: small, so that everybody's fit into memory.

    `stored` is what the award says and a quota may have changed; `begins` whether its reasons begin with those of the
    fold. What stands behind them was added by the quotas and, where subjects are `compared`, by natural breaks.
    """

    rating: Rating
    stored: Mapping[str, Any]
    begins: bool
    compared: bool = False

    @property
    def holds_alone(self) -> bool:
        """Whether the award follows from itself, as far as that can be said without everybody else."""
        if not self.stored["added"]:
            return self.holds(self.rating)
        beside = (*OF_THE_LEVEL, *(("earned",) if self.compared else ()))
        return self.begins and _without(beside, self.stored["result"]) == _without(beside, result_to_json(self.rating))

    def holds(self, decided: Rating) -> bool:
        """Whether the award says what the rating does after the quotas."""
        return self.begins and self.stored == _says(decided)


def fold_again(edition: Edition, award: Mapping[str, Any]) -> Refolded:
    """Fold an award from what it keeps; `inputs` and `reasons` are values here, not text."""
    rating = fold(edition, facts_of_award(award["inputs"]))
    compared = edition.schemes[rating.kind].compares
    reasons = lines_to_json(rating.lines)
    stored = {
        "level": award["level"],
        "stars": award["stars"],
        "score": award["score"],
        "pool": award["pool"],
        "result": award["inputs"]["result"],
        "added": award["reasons"][len(reasons) :],
    }
    return Refolded(replace(rating, lines=()), stored, award["reasons"][: len(reasons)] == reasons, compared)


def _says(rating: Rating) -> dict[str, Any]:
    return {
        "level": rating.level,
        "stars": rating.stars,
        "score": f"{rating.score:f}",
        "pool": rating.pool,
        "result": result_to_json(rating),
        "added": lines_to_json(rating.lines),
    }


def _without(keys: Collection[str], result: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in result.items() if key not in keys}
