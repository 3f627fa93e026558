"""What becomes of ratings when a fact turns out untrue: the same facts, folded with the fact and without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry, Facts
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold

UNWRITTEN = 10**12  # the number of a reversal that isn't written yet: after every one there is


@dataclass(frozen=True, slots=True)
class Effect:
    """One subject's rating in a year with a fact and without it; quotas, which need everybody, are not applied."""

    kind: str
    subject_id: int
    year: int
    before: Rating
    after: Rating

    @property
    def moves(self) -> bool:
        """Whether score or level change."""
        return (self.before.raw, self.before.level) != (self.after.raw, self.after.level)


def without(facts: Facts, entry_id: int) -> Facts:
    """The facts as they will be once an entry is reversed; unchanged where it isn't among them."""
    return replace(facts, entries=_reversed(facts.entries, entry_id), earlier=_reversed(facts.earlier, entry_id))


def _reversed(entries: tuple[Entry, ...], entry_id: int) -> tuple[Entry, ...]:
    undone = (one._replace(id=UNWRITTEN, reverses=entry_id) for one in entries if one.id == entry_id)
    return (*entries, *undone)


def effect(edition: Edition, facts: Facts, entry_id: int, feeder: Decimal | None = None) -> Effect:
    """The effect of reversing an entry on one subject; `feeder` is the department's new score, where it moves."""
    later = without(facts, entry_id)
    later = later if feeder is None else replace(later, feeder=feeder)
    return Effect(facts.kind, facts.subject_id, facts.year, fold(edition, facts), fold(edition, later))


def told(found: Iterable[Effect]) -> list[Mapping[str, object]]:
    """Effects in plain words and numbers, for the record of a correction and for the hash of its preview."""
    return [
        {
            "kind": one.kind,
            "subject": one.subject_id,
            "year": one.year,
            "before": [str(one.before.score), one.before.level],
            "after": [str(one.after.score), one.after.level],
        }
        for one in found
    ]
