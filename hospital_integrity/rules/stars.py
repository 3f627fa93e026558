"""Step three of a rating: from the score to a level, under evidence, ceilings and the ladder; the lowest wins.

Where a scheme compares subjects (natural breaks, lowest shares), the level found here is the best one still open;
rules/comparing.py decides among everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from hospital_integrity.rules.ceilings import Ceiling, ceilings
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.explanation import Line, PartValue, shown
from hospital_integrity.rules.ladder import held, held_line, on_the_ladder
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Level, Scheme
from hospital_integrity.rules.tally import Tally

EARNED = say("得分 %(score)s，扣分合计 %(deductions)s，单项最多扣 %(worst)s：%(level)s")
GATED = say("扣分合计 %(deductions)s，单项最多扣 %(worst)s：最高%(level)s")


@dataclass(frozen=True)
class Judged:
    """A level, the worst one that a departure or (`kept`) a hold leaves, and a line for each step that decided."""

    level: Level
    floor: str
    kept: bool
    lines: list[Line]


def cut(scheme: Scheme, score: Decimal, deductions: Decimal, worst: Decimal) -> Level:
    """The level that the score and its gates earn: the first that holds, else the one for all the rest.

    Under natural breaks: the best one whose gates hold.
    """
    for level in scheme.levels:
        if any(region.holds(score, deductions, worst) for region in level.regions):
            return level
        if scheme.cut == "breaks" and not level.regions:
            return level
    return next((level for level in scheme.levels if level.otherwise), scheme.levels[-1])


def judge(
    edition: Edition,
    scheme: Scheme,
    facts: Facts,
    counted: Tally,
    score: Decimal,
    parts: tuple[PartValue, ...],
    missing: list[Line],
) -> Judged:
    """The level after cut, evidence, ceilings and ladder; `missing` is what `missing_evidence` found."""
    earned = cut(scheme, score, counted.deductions, counted.worst)
    lines = _cut_lines(scheme, counted, score, earned)
    start = _departed(scheme, facts, earned, lines)
    kept = held(scheme, facts)
    start = start if kept is None else scheme.better(start, kept)
    over = ceilings(edition, scheme, facts, counted, parts)
    level = _lowest(scheme, start, chain(((scheme.levels[-1].key, line) for line in missing), over), lines)
    level = on_the_ladder(scheme, facts, level, lines)
    if scheme.cut == "bands" and scheme.rank[level.key] < scheme.rank[earned.key] and kept is not None:
        lines.append(held_line(scheme, kept))
    floor = facts.departure.level if facts.departure else kept.key if kept else ""
    return Judged(level, floor, kept is not None, lines)


def _cut_lines(scheme: Scheme, counted: Tally, score: Decimal, earned: Level) -> list[Line]:
    numbers = {"deductions": shown(counted.deductions), "worst": shown(counted.worst), "level": earned.name}
    if scheme.cut == "bands":
        return [Line("level", say(EARNED.text, score=shown(score), **numbers), total=score)]
    return [Line("ceiling", say(GATED.text, **numbers))] if earned != scheme.levels[0] else []


def _departed(scheme: Scheme, facts: Facts, earned: Level, lines: list[Line]) -> Level:
    if facts.departure is None:
        return earned
    level = scheme.level_by_key[facts.departure.level]
    words = say("经审定为%(level)s：%(reason)s", level=level.name, reason=facts.departure.reason)
    lines.append(Line("departure", words))
    return level


def _lowest(scheme: Scheme, level: Level, over: Iterable[Ceiling], lines: list[Line]) -> Level:
    for key, line in over:
        level = scheme.worse(level, scheme.level_by_key[key])
        lines.append(line)
    return level
