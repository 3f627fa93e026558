"""What another level would come to for one subject, before anybody decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hospital_integrity.closing.queries.departures import Key, departures_in_force
from hospital_integrity.closing.queries.outcome import Outcome
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import facts_of
from hospital_integrity.rules import entry as rules
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.saying import Saying

LIMITS = ("evidence", "ceiling", "held", "ladder", "quota")


@dataclass(frozen=True)
class Effect:
    """A level that could be asked for, the level that comes of it, and what limits it."""

    asked: str
    level: str
    limits: tuple[Saying, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing limits it."""
        return self.asked == self.level


def effects(year: int, kind: str, subject_id: int) -> list[Effect]:
    """For each level, what a departure to it would come to; quotas are not looked at, they need everybody."""
    edition, found = edition_of(year), facts_of(kind, year, [subject_id])
    if subject_id not in found:
        return []
    levels = edition.schemes[kind].levels
    return [_effect(edition, found[subject_id], level.key, level.name) for level in levels]


def _effect(edition: Edition, facts: Facts, key: str, name: str) -> Effect:
    rating = fold(edition, replace(facts, departure=rules.Departure(key, "—")))
    return Effect(name, rating.level_name, limits_of(rating))


def limits_of(rating: Rating) -> tuple[Saying, ...]:
    """The sentences of a rating that say what limited it."""
    return tuple(line.saying for line in rating.lines if line.step in LIMITS)


def moved_by_departures(found: Outcome) -> Mapping[Key, Effect]:
    """For each departure in force: the level without it, the level with it, and what limits it."""
    keys = [key for key in departures_in_force(found.year) if key in found.ratings]
    return {key: _moved(found, key) for key in keys}


def _moved(found: Outcome, key: Key) -> Effect:
    without = fold(found.edition, replace(found.facts[key], departure=None))
    return Effect(without.level_name, found.ratings[key].level_name, limits_of(found.ratings[key]))
