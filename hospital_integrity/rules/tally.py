"""Step one of a rating: what each standing entry is worth, under the caps of items and headings, line by line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from hospital_integrity.rules.counting import Counting
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry, Facts
from hospital_integrity.rules.explanation import Line
from hospital_integrity.rules.period import term_of
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Item, Scheme

ZERO = Decimal(0)
REVERSED = say("已冲销，不计分")
CAPPED = say("超过上限的部分不计")
NUMBER, DAY = attrgetter("id"), attrgetter("happened_on")


@dataclass
class Tally:
    """What the entries of one subject came to. Effects are signed points; `by_term` counts what enters the base.

    `limiting` are the standing entries whose item is a ceiling in this scheme. `worst` is the most that was deducted
    under one item, as a magnitude. `by_item` stands before the limit of the
    heading: otherwise a second breach under the same heading would leave less of the limit to the first one, make
    `worst` smaller, and so raise the level.
    """

    lines: list[Line] = field(default_factory=list)
    by_term: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    by_heading: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    by_item: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    evidence: set[str] = field(default_factory=set)
    bonus: Decimal = ZERO
    deductions: Decimal = ZERO
    limiting: list[tuple[Entry, Item]] = field(default_factory=list)
    worst: Decimal = ZERO


def standing_entries(entries: tuple[Entry, ...]) -> tuple[list[Entry], list[Entry]]:
    """Entries that count and entries that were reversed, each by day and number; reversals themselves are gone."""
    undone = {entry.reverses for entry in entries if entry.reverses is not None}
    facts = sorted([e for e in entries if e.reverses is None], key=NUMBER)
    facts.sort(key=DAY)
    return [e for e in facts if e.id not in undone], [e for e in facts if e.id in undone]


def worth(item: Item, entry: Entry, kind: str) -> Decimal:
    """Signed points of one entry before caps: the item's worth x judged points (1 if none) x times."""
    each = item.worth.get(kind, ZERO)
    if item.judged and entry.points is not None:
        each *= entry.points
    return each if entry.times == 1 else each * entry.times


def tally(edition: Edition, scheme: Scheme, facts: Facts) -> Tally:
    """Count one subject's entries under an edition; entries may come in any order."""
    found, counted = Tally(), edition.countings[scheme.kind]
    room: dict[tuple[str, str, int], Decimal] = {}
    standing, undone = standing_entries(facts.entries)
    for entry in standing:
        if (counting := counted.get(entry.item)) is not None:
            term = 0 if edition.terms == 1 else term_in(edition, facts, entry)
            _count(found, room, scheme, term, entry, counting)
        elif entry.item not in edition.items:
            raise KeyError(entry.item)
    for entry in undone:
        item = edition.items[entry.item]
        if item.counts_for(scheme.kind):
            found.lines.append(Line("reversed", REVERSED, item.clause, entry.id, ZERO))
    found.worst = max(ZERO, -min(found.by_item.values(), default=ZERO))
    return found


def _count(
    found: Tally,
    room: dict[tuple[str, str, int], Decimal],
    scheme: Scheme,
    term: int,
    entry: Entry,
    counting: Counting,
) -> None:
    item, heading, each, judged, capped, limiting = counting
    if judged or entry.times != 1:
        each = worth(item, entry, scheme.kind)
    own = effect = each
    if capped:
        own = _within(room, ("item", item.key, term), item.cap, each)
        effect = _within(room, _side(each, heading, term), _limit(scheme, heading, each), own)
    found.evidence.add(heading)
    found.by_heading[heading] += effect
    found.by_item[item.key] += own
    if effect > 0:
        found.bonus += effect
    else:
        found.deductions -= effect
    if effect <= 0 or scheme.bonus_after is None:
        found.by_term[term] += effect
    if limiting:
        found.limiting.append((entry, item))
    found.lines.append(Line("entry", item.saying, item.clause, entry.id, effect))
    if effect != each:
        found.lines.append(Line("cap", CAPPED, item.clause, entry.id, effect - each))


def term_in(edition: Edition, facts: Facts, entry: Entry) -> int:
    """Which term of the rated year an entry counts in, from 0."""
    # A fact proved after its own year was closed counts in this year; no term of it is nearer than the first.
    if edition.terms == 1 or entry.happened_on.year != facts.year:
        return 0
    return term_of(entry.happened_on, edition.terms)


def _side(effect: Decimal, heading: str, term: int) -> tuple[str, str, int]:
    return "+" if effect > 0 else "-", heading, term


def _limit(scheme: Scheme, heading: str, effect: Decimal) -> Decimal | None:
    rules = scheme.headings.get(heading)
    if rules is None:
        return None
    return rules.most_bonus if effect > 0 else rules.most_deduction


def _within(
    room: dict[tuple[str, str, int], Decimal], key: tuple[str, str, int], cap: Decimal | None, effect: Decimal
) -> Decimal:
    """The part of an effect that a cap still leaves room for; the room shrinks by it."""
    if cap is None or not effect:
        return effect
    size = min(abs(effect), room.setdefault(key, cap))
    room[key] -= size
    return size.copy_sign(effect) if size else ZERO
