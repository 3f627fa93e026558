"""Step one of a rating: what each standing entry is worth, under the caps of items and headings, line by line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry, Facts
from hospital_integrity.rules.explanation import Line
from hospital_integrity.rules.period import term_of
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Item, Scheme

ZERO = Decimal(0)
REVERSED = say("已冲销，不计分")
CAPPED = say("超过上限的部分不计")


@dataclass
class Tally:
    """What the entries of one subject came to. Effects are signed points; `by_term` counts what enters the base."""

    lines: list[Line] = field(default_factory=list)
    by_term: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    by_heading: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    by_item: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    evidence: set[str] = field(default_factory=set)
    bonus: Decimal = ZERO
    deductions: Decimal = ZERO
    standing: list[tuple[Entry, Item]] = field(default_factory=list)

    @property
    def worst(self) -> Decimal:
        """The most that was deducted under one item, as a magnitude."""
        return max(ZERO, -min(self.by_item.values(), default=ZERO))


def standing_entries(entries: tuple[Entry, ...]) -> tuple[list[Entry], list[Entry]]:
    """Entries that count and entries that were reversed, both in order of day and number; reversals themselves are gone."""
    undone = {entry.reverses for entry in entries if entry.reverses is not None}
    facts = sorted((e for e in entries if e.reverses is None), key=lambda e: (e.happened_on, e.id))
    return [e for e in facts if e.id not in undone], [e for e in facts if e.id in undone]


def worth(item: Item, entry: Entry, kind: str) -> Decimal:
    """Signed points of one entry before caps: the item's worth x judged points (1 if none) x times."""
    points = entry.points if item.judged and entry.points is not None else 1
    return item.worth.get(kind, ZERO) * points * entry.times


def tally(edition: Edition, scheme: Scheme, facts: Facts) -> Tally:
    """Count one subject's entries under an edition; entries may come in any order."""
    found = Tally()
    room: dict[tuple[str, str, int], Decimal] = {}
    standing, undone = standing_entries(facts.entries)
    for entry in standing:
        item = edition.items[entry.item]
        if item.counts_for(scheme.kind):
            _count(found, room, edition, scheme, facts, entry, item)
    for entry in undone:
        item = edition.items[entry.item]
        if item.counts_for(scheme.kind):
            found.lines.append(Line("reversed", REVERSED, item.clause, entry.id, ZERO))
    return found


def _count(
    found: Tally,
    room: dict[tuple[str, str, int], Decimal],
    edition: Edition,
    scheme: Scheme,
    facts: Facts,
    entry: Entry,
    item: Item,
) -> None:
    term = _term(edition, facts, entry)
    heading = item.headings.get(scheme.kind, "")
    full = worth(item, entry, scheme.kind)
    effect = _within_caps(room, scheme, item, heading, term, full)
    found.standing.append((entry, item))
    found.evidence.add(heading)
    found.by_heading[heading] += effect
    found.by_item[item.key] += effect
    if effect > 0:
        found.bonus += effect
    else:
        found.deductions -= effect
    if effect <= 0 or scheme.bonus_after is None:
        found.by_term[term] += effect
    found.lines.append(Line("entry", item.saying, item.clause, entry.id, effect))
    if effect != full:
        found.lines.append(Line("cap", CAPPED, item.clause, entry.id, effect - full))


def _term(edition: Edition, facts: Facts, entry: Entry) -> int:
    # A fact proved after its own year was closed counts in this year; no term of it is nearer than the first.
    return term_of(entry.happened_on, edition.terms) if entry.happened_on.year == facts.year else 0


def _within_caps(
    room: dict[tuple[str, str, int], Decimal], scheme: Scheme, item: Item, heading: str, term: int, effect: Decimal
) -> Decimal:
    """The part of an effect that the caps of its item and heading still leave room for in the term."""
    caps = [(("item", item.key, term), item.cap)]
    rules = scheme.headings.get(heading)
    if rules is not None:
        caps.append(
            (("+" if effect > 0 else "-", heading, term), rules.most_bonus if effect > 0 else rules.most_deduction)
        )
    limited = [(key, room.setdefault(key, cap)) for key, cap in caps if cap is not None]
    size = min((abs(effect), *(left for _, left in limited)))
    for key, _ in limited:
        room[key] -= size
    return size.copy_sign(effect) if effect else ZERO
