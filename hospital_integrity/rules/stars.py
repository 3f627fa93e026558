"""Step three of a rating: from the score to a level, under evidence, ceilings and the ladder; the lowest wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal
from itertools import chain

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry, Facts
from hospital_integrity.rules.explanation import Line, PartValue, shown
from hospital_integrity.rules.period import last_day, months_after
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Item, Level, Scheme
from hospital_integrity.rules.tally import Tally, standing_entries
from hospital_integrity.rules.weighing import sheet_means

Ceiling = tuple[str, Line]


def cut(scheme: Scheme, score: Decimal, deductions: Decimal, worst: Decimal) -> Level:
    """The level that the score and its gates earn: the first that holds, else the one for all the rest."""
    for level in scheme.levels:
        if any(region.holds(score, deductions, worst) for region in level.regions):
            return level
    return next((level for level in scheme.levels if level.otherwise), scheme.levels[-1])


def judge(
    edition: Edition, scheme: Scheme, facts: Facts, counted: Tally, score: Decimal, missing: list[Line]
) -> tuple[Level, list[Line]]:
    """The level after cut, evidence, ceilings and ladder, with a line for each step that decided something.

    `missing` is what `missing_evidence` found.
    """
    earned = cut(scheme, score, counted.deductions, counted.worst)
    words = say(
        "得分 %(score)s，扣分合计 %(deductions)s，单项最多扣 %(worst)s：%(level)s",
        score=shown(score),
        deductions=shown(counted.deductions),
        worst=shown(counted.worst),
        level=earned.name,
    )
    lines = [Line("level", words, total=score)]
    earned = _departed(scheme, facts, earned, lines)
    ceilings = chain(((scheme.levels[-1].key, line) for line in missing), _ceilings(edition, scheme, facts, counted))
    level = _lowest(scheme, earned, ceilings, lines)
    return _on_the_ladder(scheme, facts, level, lines), lines


def _departed(scheme: Scheme, facts: Facts, earned: Level, lines: list[Line]) -> Level:
    if facts.departure is None:
        return earned
    level = scheme.level_by_key[facts.departure.level]
    words = say("经审定为%(level)s：%(reason)s", level=level.name, reason=facts.departure.reason)
    lines.append(Line("departure", words))
    return level


def _lowest(scheme: Scheme, level: Level, ceilings: Iterable[Ceiling], lines: list[Line]) -> Level:
    for key, line in ceilings:
        if scheme.rank[key] > scheme.rank[level.key]:
            level = scheme.level_by_key[key]
        lines.append(line)
    return level


def _ceilings(edition: Edition, scheme: Scheme, facts: Facts, counted: Tally) -> Iterator[Ceiling]:
    yield from _limiter_ceilings(scheme, facts)
    yield from _item_ceilings(scheme, facts, counted)
    yield from _remembered_ceilings(edition, scheme, facts)


def headings_with_evidence(scheme: Scheme, facts: Facts, counted: Tally) -> set[str]:
    """Headings for which an entry, a mark or a completed check is on record."""
    marked = {mark.heading for mark in facts.marks if mark.heading and mark.value is not None}
    return (counted.evidence | marked) & set(scheme.headings)


def missing_evidence(scheme: Scheme, facts: Facts, counted: Tally, parts: tuple[PartValue, ...]) -> list[Line]:
    """What is too little to rate a subject by: too few headings on record, or no part with any value at all."""
    found = len(headings_with_evidence(scheme, facts, counted))
    lines = []
    if found < scheme.evidence:
        words = say("证据不足：%(found)s 个栏目有记录，至少要 %(needed)s 个", found=found, needed=scheme.evidence)
        lines.append(Line("evidence", words))
    if all(part.value is None for part in parts):
        lines.append(Line("evidence", say("证据不足：没有任何部分有数据")))
    return lines


def _limiter_ceilings(scheme: Scheme, facts: Facts) -> Iterator[Ceiling]:
    means = sheet_means(scheme, facts.marks) if scheme.limiters else {}
    for limiter in scheme.limiters:
        value = means.get(limiter.sheet)
        top = scheme.level_by_key[limiter.ceiling].name
        if value is None and limiter.missing == "caps":
            yield limiter.ceiling, Line("ceiling", say("%(name)s没有测评：最高%(level)s", name=limiter.name, level=top))
        elif value is not None and value < limiter.below:
            words = say(
                "%(name)s %(value)s 低于 %(below)s：最高%(level)s",
                name=limiter.name,
                value=shown(value, ROUND_FLOOR),
                below=shown(limiter.below),
                level=top,
            )
            yield limiter.ceiling, Line("ceiling", words)


def _closed(item: Item, entry: Entry, year: int) -> bool:
    """Whether a warning was closed in time: a veto never is."""
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
        if _closed(item, entry, facts.year):
            yield _lifted(scheme, item, entry)
            continue
        key = item.ceilings[scheme.kind]
        words = say("%(item)s：最高%(level)s", item=item.name, level=scheme.level_by_key[key].name)
        yield key, Line("ceiling", words, item.clause, entry.id)


def _remembered_ceilings(edition: Edition, scheme: Scheme, facts: Facts) -> Iterator[Ceiling]:
    for entry in standing_entries(facts.earlier)[0]:
        item = edition.items[entry.item]
        key = item.ceilings.get(scheme.kind)
        if _closed(item, entry, facts.year):
            continue
        if key is not None and item.lookback and months_after(entry.happened_on, item.lookback) > last_day(facts.year):
            top = scheme.level_by_key[key].name
            words = say(
                "%(item)s，%(months)s 个月内有效：最高%(level)s", item=item.name, months=item.lookback, level=top
            )
            yield key, Line("ceiling", words, item.clause, entry.id)


def _on_the_ladder(scheme: Scheme, facts: Facts, level: Level, lines: list[Line]) -> Level:
    ladder, history = scheme.ladder, facts.history
    if ladder is None or not level.stars:
        return level
    if history.removed_on and months_after(history.removed_on, ladder.reapply) > last_day(facts.year):
        words = say("摘星后 %(months)s 个月内不得再评", months=ladder.reapply)
        lines.append(Line("ladder", words))
        return scheme.levels[-1]
    if history.last_stars:
        most, words = (
            history.last_stars + ladder.rise,
            say("上次 %(last)s 星，一年最多升 %(rise)s 星", last=history.last_stars, rise=ladder.rise),
        )
    else:
        most, words = ladder.first, say("首次评定最高 %(first)s 星", first=ladder.first)
    if level.stars <= most:
        return level
    lines.append(Line("ladder", words))
    return next(lower for lower in scheme.levels if lower.stars <= most)


def recheck_due(scheme: Scheme, year: int, last_check: int) -> bool:
    """Whether a full re-check is due in `year`, `last_check` being the year of the last one."""
    return bool(scheme.recheck_years) and year - last_check >= scheme.recheck_years
