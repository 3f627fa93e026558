"""What closing a year would freeze."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hospital_integrity.closing.queries.departures import departed, departures_in_force
from hospital_integrity.departments import queries as departments
from hospital_integrity.ledger.queries import pending_in
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import everybody, subjects
from hospital_integrity.rules.award import Identity, award
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.everybody import Key, rate_everybody
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.period import last_day
from hospital_integrity.rules.procedure import results_digest
from hospital_integrity.rules.quota_proof import Proof, prove
from hospital_integrity.rules.transition import transition


@dataclass(frozen=True)
class Outcome:
    """Everything a closing decides: the edition, each subject's facts, identity and rating."""

    year: int
    edition: Edition
    facts: Mapping[Key, Facts]
    ratings: Mapping[Key, Rating]
    identities: Mapping[Key, Identity]

    @cached_property
    def awards(self) -> list[dict[str, Any]]:
        """The awards that would be frozen, as columns, in the order of their subjects."""
        return [
            award(self.edition, self.facts[key], self.ratings[key], self.identities[key])
            for key in sorted(self.ratings)
        ]

    @cached_property
    def digest(self) -> str:
        """One hash over all that would be frozen: it moves when a fact, a name or a result does."""
        return digest([self.edition.sha256, [one["sha256"] for one in self.awards]])

    @property
    def results(self) -> str:
        """One hash over who holds which level, whatever the scores."""
        return results_digest({key: rating.level for key, rating in self.ratings.items()})

    @property
    def counts(self) -> list[list[Any]]:
        """How many of each kind hold each level, best first: rows of kind, level key, number."""
        found = Counter((kind, rating.level) for (kind, _), rating in self.ratings.items())
        schemes = self.edition.schemes
        return [[kind, level.key, found[kind, level.key]] for kind in schemes for level in schemes[kind].levels]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Every result as a row to keep with a proposal, the best first."""
        keys = sorted(self.ratings, key=lambda key: (key[0], -self.ratings[key].raw, key))
        return [self._row(key) for key in keys]

    def _row(self, key: Key) -> dict[str, Any]:
        rating, identity, last = self.ratings[key], self.identities[key], self.facts[key].history.last_stars
        return {
            "subject_kind": key[0],
            "subject_id": key[1],
            "name": identity.name,
            "department_id": identity.department_id,
            "department_name": identity.department_name,
            "pool": rating.pool,
            "level": rating.level,
            "level_name": rating.level_name,
            "rank": self.edition.schemes[key[0]].rank[rating.level],
            "stars": rating.stars,
            "score": f"{rating.score:f}",
            "last_stars": last,
            "transition": transition(key[0], last, rating.stars),
        }

    @property
    def moves(self) -> Counter[tuple[str, str]]:
        """How many of each kind rise, stay, fall … since their last award."""
        return Counter(
            (kind, transition(kind, self.facts[kind, subject].history.last_stars, rating.stars))
            for (kind, subject), rating in self.ratings.items()
        )

    @cached_property
    def proofs(self) -> dict[str, Proof]:
        """For each kind with quotas: whether they hold, found out apart from how they were applied."""
        kinds = {kind: scheme for kind, scheme in self.edition.schemes.items() if scheme.quotas}
        mine = {kind: [one for (of, _), one in self.ratings.items() if of == kind] for kind in kinds}
        return {kind: prove(scheme, mine[kind]) for kind, scheme in kinds.items()}

    @property
    def held(self) -> list[Key]:
        """Subjects whose result waits for a reported veto to be decided."""
        return [key for key, rating in self.ratings.items() if rating.held]

    @property
    def displaced(self) -> list[Key]:
        """Subjects that a quota put a level lower: who would look at the edge of it first, the best of them first."""
        found = (key for key, one in self.ratings.items() if one.level != one.earned)
        return sorted(found, key=lambda key: (key[0], -self.ratings[key].raw, key))


def outcome(year: int) -> Outcome:
    """What closing a year would freeze now; a constant number of statements."""
    edition, facts = edition_of(year), _held(departed(everybody(year), departures_in_force(year)), year)
    return Outcome(year, edition, facts, rate_everybody(edition, facts.values()), _identities(edition.schemes, year))


def _held(facts: Mapping[Key, Facts], year: int) -> dict[Key, Facts]:
    """The facts with the vetoes that were reported and aren't decided: no reader of running results is told of them."""
    pending = pending_in(year)
    return {key: replace(one, pending=pending[key]) if key in pending else one for key, one in facts.items()}


def _identities(kinds: Iterable[str], year: int) -> dict[Key, Identity]:
    """What every subject is called, departments as on the last day of the year."""
    found = {(kind, one.id): one for kind in kinds for one in subjects(kind, year).values()}
    places = departments.names_on({one.department_id for one in found.values()}, last_day(year))
    return {
        key: Identity(
            places[one.id] if key[0] == "department" else one.name, one.department_id, places[one.department_id]
        )
        for key, one in found.items()
    }
