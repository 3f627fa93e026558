"""What allows at most a level: low marks and parts, warnings while they are open, vetoes, the negative list."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry, Facts
from hospital_integrity.rules.explanation import Line, PartValue, shown
from hospital_integrity.rules.limits import LOWEST, Limiter
from hospital_integrity.rules.period import last_day, months_after
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Item, Scheme
from hospital_integrity.rules.tally import Tally, standing_entries
from hospital_integrity.rules.weighing import sheet_means

Ceiling = tuple[str, Line]


def ceilings(
    edition: Edition, scheme: Scheme, facts: Facts, counted: Tally, parts: tuple[PartValue, ...]
) -> Iterator[Ceiling]:
    """Every ceiling over a subject: the level's key, and the line that says why. Their order means nothing."""
    if scheme.limiters:
        yield from _limiter_ceilings(scheme, facts, parts)
    yield from _item_ceilings(scheme, facts, counted)
    yield from _remembered_ceilings(edition, scheme, facts)


def _limiter_ceilings(scheme: Scheme, facts: Facts, parts: tuple[PartValue, ...]) -> Iterator[Ceiling]:
    means = sheet_means(scheme, facts.marks)
    values = {part.key: part.value for part in parts}
    for limiter in scheme.limiters:
        words = _limited(scheme, limiter, values.get(limiter.part) if limiter.part else means.get(limiter.sheet))
        if words is not None:
            yield limiter.ceiling, Line("ceiling", words)


def _limited(scheme: Scheme, limiter: Limiter, value: Decimal | None) -> Saying | None:
    top = scheme.level_by_key[limiter.ceiling].name
    if value is None and limiter.missing == "caps" and limiter.bound != LOWEST:
        return say("%(name)s没有测评：最高%(level)s", name=limiter.name, level=top)
    return wrong_side(limiter, value, top) if value is not None and limiter.caps(value) else None


def wrong_side(limiter: Limiter, value: Decimal, top: str) -> Saying:
    """Why a number caps; it is shown so that it never reads as if it stood on the right side."""
    told = {
        "below": (say("%(name)s %(value)s 低于 %(below)s：最高%(level)s"), ROUND_FLOOR),
        "at_or_below": (say("%(name)s %(value)s 不高于 %(below)s：最高%(level)s"), ROUND_FLOOR),
        "above": (say("%(name)s %(value)s 高于 %(below)s：最高%(level)s"), ROUND_CEILING),
        "at_or_above": (say("%(name)s %(value)s 不低于 %(below)s：最高%(level)s"), ROUND_CEILING),
    }
    words, rounding = told[limiter.bound]
    return say(words.text, name=limiter.name, value=shown(value, rounding), below=shown(limiter.mark), level=top)


def is_closed(item: Item, entry: Entry, year: int) -> bool:
    """Whether a warning was closed by the end of a year; a veto never is."""
    return item.kind == "warning" and entry.closed_on is not None and entry.closed_on <= last_day(year)


def _lifted(scheme: Scheme, item: Item, entry: Entry) -> Ceiling:
    words = say(
        "%(item)s：%(opened)s 发现，%(closed)s 销号，不再限制",
        item=item.name,
        opened=entry.happened_on,
        closed=entry.closed_on,
    )
    return scheme.levels[0].key, Line("ceiling", words, item.clause, entry.id)


def _item_ceilings(scheme: Scheme, facts: Facts, counted: Tally) -> Iterator[Ceiling]:
    for entry, item in counted.limiting:
        if is_closed(item, entry, facts.year):
            yield _lifted(scheme, item, entry)
        else:
            key = item.ceilings[scheme.kind]
            words = say("%(item)s：最高%(level)s", item=item.name, level=scheme.level_by_key[key].name)
            yield key, Line("ceiling", words, item.clause, entry.id)


def _remembered_ceilings(edition: Edition, scheme: Scheme, facts: Facts) -> Iterator[Ceiling]:
    for entry in standing_entries(facts.earlier)[0]:
        item = edition.items[entry.item]
        key = item.ceilings.get(scheme.kind)
        if key is not None and _is_remembered(item, entry, facts.year):
            top = scheme.level_by_key[key].name
            words = say(
                "%(item)s，%(months)s 个月内有效：最高%(level)s", item=item.name, months=item.lookback, level=top
            )
            yield key, Line("ceiling", words, item.clause, entry.id)


def _is_remembered(item: Item, entry: Entry, year: int) -> bool:
    if not item.lookback or is_closed(item, entry, year):
        return False
    return months_after(entry.happened_on, item.lookback) > last_day(year)
