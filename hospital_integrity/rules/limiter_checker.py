"""What must hold of limiters: their target exists, they have an effect, and none contradicts another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

from hospital_integrity.rules.limits import LOWEST, Limiter
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.table import Problem

LOW, HIGH = ("below", "at_or_below"), ("above", "at_or_above")
CLOSED = ("at_or_below", "at_or_above")
Numbered = list[tuple[int, Limiter]]


def limiter_problems(place: str, scheme: Scheme) -> Iterator[Problem]:
    """Everything that is wrong with the limiters of a scheme; `place` is the scheme's."""
    targets: dict[tuple[str, str], Numbered] = defaultdict(list)
    for number, limiter in enumerate(scheme.limiters):
        yield from _one(f"{place}.limiters[{number}]", scheme, limiter)
        targets[limiter.sheet, limiter.part].append((number, limiter))
    for numbered in targets.values():
        yield from _together(f"{place}.limiters", scheme, numbered)


def _one(where: str, scheme: Scheme, limiter: Limiter) -> Iterator[Problem]:
    yield from _target(where, scheme, limiter)
    if scheme.rank.get(limiter.ceiling) == 0:
        yield Problem(f"{where}.ceiling", say("上限就是最高等次，不起作用"))
    if limiter.bound == LOWEST:
        yield from _share(where, limiter)
    elif limiter.measures or limiter.pool != "all":
        words = say("measures 和 pool 只用于“最低的百分之几”（lowest）")
        yield Problem(f"{where}.{'measures' if limiter.measures else 'pool'}", words)


def _target(where: str, scheme: Scheme, limiter: Limiter) -> Iterator[Problem]:
    sheet = scheme.sheets.get(limiter.sheet)
    used = any(limiter.sheet in part.sheets for part in scheme.parts)
    if limiter.part and limiter.part not in scheme.part_by_key:
        yield Problem(f"{where}.part", say("没有部分“%(part)s”", part=limiter.part))
    if limiter.sheet and (sheet is None or not used):
        yield Problem(f"{where}.sheet", say("没有哪个部分用到评分表“%(sheet)s”", sheet=limiter.sheet))
    elif sheet is not None and limiter.bound != LOWEST:
        inside = sheet.low < limiter.mark <= sheet.high
        if limiter.bound in ("at_or_below", "above"):
            inside = sheet.low <= limiter.mark < sheet.high
        if not inside:
            yield Problem(f"{where}.{limiter.bound}", _outside(limiter, sheet.low, sheet.high))


def _outside(limiter: Limiter, low: object, high: object) -> Saying:
    if limiter.bound in ("at_or_below", "above"):
        return say("应不小于 %(low)s，小于 %(high)s，否则限制不了谁，或限制了所有对象", low=low, high=high)
    return say("应大于 %(low)s，不超过 %(high)s，否则限制不了谁，或限制了所有对象", low=low, high=high)


def _share(where: str, limiter: Limiter) -> Iterator[Problem]:
    if limiter.sheet:
        yield Problem(f"{where}.sheet", say("“最低的百分之几”（lowest）只用于部分（part）"))
    if not 0 < limiter.mark < 100:
        yield Problem(f"{where}.lowest", say("应大于 0，小于 100"))
    if limiter.missing == "caps":
        yield Problem(f"{where}.missing", say("没有数据的不参加“最低的百分之几”（lowest），不能因此受限"))


def _together(place: str, scheme: Scheme, numbered: Numbered) -> Iterator[Problem]:
    for side in (LOW, HIGH, (LOWEST,)):
        same = [one for one in numbered if one[1].bound in side]
        for (number, narrow), (other, wide) in permutations(same, 2):
            if _within(narrow, wide) and (number > other or not _within(wide, narrow)) and _idle(scheme, narrow, wide):
                yield Problem(f"{place}[{number}]", _contradiction(scheme, narrow, wide, other))
    for _, low in numbered:
        for number, high in numbered:
            if low.bound in LOW and high.bound in HIGH and _everything(low, high):
                words = say("与“%(name)s”的另一条限制合起来，无论多少都受限制", name=low.name)
                yield Problem(f"{place}[{number}].{high.bound}", words)


def _within(narrow: Limiter, wide: Limiter) -> bool:
    """Whether every number that the first limits is limited by the second."""
    if narrow.bound == LOWEST and (narrow.pool, narrow.measures) != (wide.pool, wide.measures):
        return False
    if narrow.mark == wide.mark:
        return narrow.bound == wide.bound or wide.bound in CLOSED
    return (narrow.mark < wide.mark) == (narrow.bound not in HIGH)


def _idle(scheme: Scheme, narrow: Limiter, wide: Limiter) -> bool:
    ranks = [scheme.rank.get(limiter.ceiling) for limiter in (narrow, wide)]
    return ranks[0] is not None and ranks[1] is not None and ranks[0] <= ranks[1]


def _contradiction(scheme: Scheme, narrow: Limiter, wide: Limiter, other: int) -> Saying:
    return say(
        "与第 %(other)s 条限制矛盾：%(mark)s 更差，最高却是%(level)s，而 %(than)s 最高只到%(lower)s；这一条不起作用",
        other=other + 1,
        mark=narrow.mark,
        level=scheme.level_by_key[narrow.ceiling].name,
        than=wide.mark,
        lower=scheme.level_by_key[wide.ceiling].name,
    )


def _everything(low: Limiter, high: Limiter) -> bool:
    touching = low.mark == high.mark and (low.bound in CLOSED or high.bound in CLOSED)
    return high.mark < low.mark or touching
