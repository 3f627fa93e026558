"""The checker of rule tables: what must hold of an edition before anyone is judged by it.

The published rule texts that this product follows have holes (a single deduction of exactly 15 points falls in no grade);
the checker finds them by trying every cell that the borders of the regions cut out of score x deductions x worst item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product

from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import KINDS, Item, Scheme
from hospital_integrity.rules.table import Problem

HUNDREDTH = Decimal("0.01")
TIES = ("deductions", "bonus", "worst")
Cell = tuple[Decimal, Decimal, Decimal]


def check(items: Mapping[str, Item], schemes: Mapping[str, Scheme]) -> tuple[Problem, ...]:
    """Everything that is wrong with an edition whose text could be read; empty when it may be published."""
    found = list(_item_problems(items, schemes))
    for kind, scheme in schemes.items():
        place = f"schemes.{kind}"
        found += _part_problems(place, scheme)
        found += _level_problems(place, scheme)
        found += _reference_problems(place, scheme)
    return tuple(found)


def _item_problems(items: Mapping[str, Item], schemes: Mapping[str, Scheme]) -> Iterator[Problem]:
    for item in items.values():
        place = f"items.{item.key}"
        for kind in (*item.headings, *item.ceilings):
            if kind not in KINDS:
                yield Problem(f"{place}.{kind}", say("没有这种对象，只有 staff、department、grid"))
        yield from _item_in_schemes(place, item, schemes)
        yield from _item_signs(place, item)


def _item_in_schemes(place: str, item: Item, schemes: Mapping[str, Scheme]) -> Iterator[Problem]:
    for kind, heading in item.headings.items():
        if kind in schemes and heading not in schemes[kind].headings:
            yield Problem(f"{place}.heading.{kind}", say("引用了不存在的栏目“%(heading)s”", heading=heading))
    for kind, level in item.ceilings.items():
        if kind in schemes and level not in schemes[kind].rank:
            yield Problem(f"{place}.ceiling.{kind}", say("引用了不存在的等次“%(level)s”", level=level))


def _item_signs(place: str, item: Item) -> Iterator[Problem]:
    for kind, worth in item.worth.items():
        if (item.kind == "bonus" and worth < 0) or (item.kind in ("deduction", "veto", "warning") and worth > 0):
            yield Problem(f"{place}.{kind}", say("加分项不能为负，扣分项不能为正"))
        if item.kind == "check" and worth:
            yield Problem(f"{place}.{kind}", say("检查项不计分，只作为依据"))
    if item.kind in ("veto", "warning") and not item.ceilings:
        yield Problem(f"{place}.ceiling", say("否决项和警示项要写明最高只能到哪一等次"))
    if item.judged and item.judged[0] < 0:
        yield Problem(f"{place}.judged", say("评定分值写大小，不写正负号"))


def _part_problems(place: str, scheme: Scheme) -> Iterator[Problem]:
    if sum((part.weight for part in scheme.parts), Decimal(0)) != 100:
        yield Problem(f"{place}.parts", say("各部分权重之和应为 100"))
    if sum(part.source == "entries" for part in scheme.parts) > 1:
        yield Problem(f"{place}.parts", say("只能有一个部分取自记录（entries）"))
    for number, part in enumerate(scheme.parts):
        if part.full <= 0 or part.weight <= 0:
            yield Problem(f"{place}.parts[{number}]", say("权重和满分都应大于 0"))
        if (part.source == "marks") != bool(part.sheets):
            yield Problem(f"{place}.parts[{number}].sheets", say("取自评分（marks）的部分要写明评分表，其他部分不写"))
    yield from _heading_problems(place, scheme)


def _heading_problems(place: str, scheme: Scheme) -> Iterator[Problem]:
    points = [heading.points for heading in scheme.headings.values() if heading.points is not None]
    part = scheme.entries_part
    if points and part and sum(points, Decimal(0)) != part.base:
        yield Problem(f"{place}.headings", say("各栏目基础分之和应等于基础分 %(base)s", base=part.base))
    if scheme.evidence > len(scheme.headings):
        yield Problem(f"{place}.evidence", say("要求的栏目数超过了栏目总数"))
    if scheme.rounding <= 0:
        yield Problem(f"{place}.round", say("取整单位应大于 0"))


def _level_problems(place: str, scheme: Scheme) -> Iterator[Problem]:
    keys = [level.key for level in scheme.levels]
    if not keys or len(set(keys)) != len(keys):
        yield Problem(f"{place}.levels", say("等次不能为空，也不能重复"))
        return
    stars = [level.stars for level in scheme.levels]
    if stars != sorted(stars, reverse=True):
        yield Problem(f"{place}.levels", say("等次应从高到低排列，星数不能反过来"))
    if sum(level.otherwise for level in scheme.levels) > 1:
        yield Problem(f"{place}.levels", say("只能有一个“其余”等次（otherwise）"))
    if scheme.rounding > 0:
        yield from holes_and_overlaps(place, scheme)


def _reference_problems(place: str, scheme: Scheme) -> Iterator[Problem]:
    named = [(f"limiters[{n}].ceiling", one.ceiling) for n, one in enumerate(scheme.limiters)]
    named += [(f"quotas[{n}].level", one.level) for n, one in enumerate(scheme.quotas)]
    named += [(f"consequences[{n}].levels", key) for n, one in enumerate(scheme.consequences) for key in one.levels]
    for where, key in named:
        if key not in scheme.rank:
            yield Problem(f"{place}.{where}", say("引用了不存在的等次“%(level)s”", level=key))
    for number, quota in enumerate(scheme.quotas):
        if not 0 <= quota.share <= 100:
            yield Problem(f"{place}.quotas[{number}].share", say("名额比例应在 0 到 100 之间"))
        if set(quota.ties) - set(TIES):
            yield Problem(f"{place}.quotas[{number}].ties", say("应为其中之一：%(allowed)s", allowed="、".join(TIES)))


def holes_and_overlaps(place: str, scheme: Scheme) -> Iterator[Problem]:
    """One problem for the first hole and one for the first overlap, each with an example that shows it."""
    hole, overlap = _examples(scheme)
    if hole:
        yield Problem(
            f"{place}.levels",
            say("得分 %(score)s、扣分合计 %(deductions)s、单项最多扣 %(worst)s 时不属于任何等次", **hole),
        )
    if overlap:
        yield Problem(
            f"{place}.levels",
            say("得分 %(score)s、扣分合计 %(deductions)s、单项最多扣 %(worst)s 时同时属于“%(levels)s”", **overlap),
        )


def _examples(scheme: Scheme) -> tuple[dict[str, object], dict[str, object]]:
    hole: dict[str, object] = {}
    overlap: dict[str, object] = {}
    for cell in _cells(scheme):
        names = [level.name for level in scheme.levels if any(region.holds(*cell) for region in level.regions)]
        named = dict(zip(("score", "deductions", "worst"), cell, strict=True))
        if not names and not any(level.otherwise for level in scheme.levels):
            hole = hole or named
        if len(names) > 1 and scheme.decide == "table":
            overlap = overlap or {**named, "levels": "、".join(names)}
    return hole, overlap


def _cells(scheme: Scheme) -> Iterator[Cell]:
    """One point in every cell of the borders' grid that can occur: the worst item is part of the deductions."""
    regions = [region for level in scheme.levels for region in level.regions]
    scores = _points((end for region in regions for end in region.score.ends), scheme.rounding, Decimal(-100))
    taken = _points((end for region in regions for end in region.deductions.ends), HUNDREDTH, Decimal(0))
    worst = _points((end for region in regions for end in region.worst.ends), HUNDREDTH, Decimal(0))
    for score, deductions, single in product(scores, sorted({*taken, *worst}), worst):
        if single <= deductions and bool(single) == bool(deductions):
            yield score, deductions, single


def _points(ends: Iterable[Decimal], step: Decimal, low: Decimal) -> list[Decimal]:
    """Each border with its neighbours one step away, and something beyond either end."""
    near = {point for end in ends for point in (end - step, end, end + step)}
    return sorted(point for point in {*near, low, low + step, Decimal(1000)} if point >= low)
