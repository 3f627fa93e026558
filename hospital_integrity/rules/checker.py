"""The checker of editions: what must hold of an edition before anyone is judged by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import KINDS, Item, Scheme
from hospital_integrity.rules.scheme_checker import scheme_problems
from hospital_integrity.rules.table import Problem

HUNDREDTH = Decimal("0.01")


def check(items: Mapping[str, Item], schemes: Mapping[str, Scheme]) -> tuple[Problem, ...]:
    """Everything that is wrong with an edition whose text could be read; empty when it may be published."""
    found = [] if schemes else [Problem("schemes", say("至少要写一种对象的方案，如 [schemes.staff]"))]
    for item in items.values():
        found += _item_problems(f"items.{item.key}", item, schemes)
    for kind, scheme in schemes.items():
        found += scheme_problems(f"schemes.{kind}", scheme, schemes)
    return tuple(found)


def _item_problems(place: str, item: Item, schemes: Mapping[str, Scheme]) -> Iterator[Problem]:
    yield from _kinds(place, item, schemes)
    yield from _references(place, item, schemes)
    yield from _signs(place, item)
    yield from _limits(place, item)
    if not item.retired:
        yield from _effects(place, item)


def _kinds(place: str, item: Item, schemes: Mapping[str, Scheme]) -> Iterator[Problem]:
    named = [("heading.", item.headings), ("ceiling.", item.ceilings), ("", item.worth)]
    for prefix, kinds in named:
        for kind in kinds:
            if kind not in KINDS:
                yield Problem(f"{place}.{prefix}{kind}", say("没有这种对象，只有 staff、department、grid"))
            elif kind not in schemes:
                yield Problem(f"{place}.{prefix}{kind}", say("没有 [schemes.%(kind)s]，这一项不起作用", kind=kind))


def _references(place: str, item: Item, schemes: Mapping[str, Scheme]) -> Iterator[Problem]:
    for kind, heading in item.headings.items():
        if kind in schemes and heading not in schemes[kind].headings:
            yield Problem(f"{place}.heading.{kind}", say("引用了不存在的栏目“%(heading)s”", heading=heading))
    for kind, level in item.ceilings.items():
        if kind in schemes and level not in schemes[kind].rank:
            yield Problem(f"{place}.ceiling.{kind}", say("引用了不存在的等次“%(level)s”", level=level))
        elif kind in schemes and schemes[kind].rank[level] == 0:
            yield Problem(f"{place}.ceiling.{kind}", say("上限就是最高等次，不起作用"))


def _signs(place: str, item: Item) -> Iterator[Problem]:
    for kind, worth in item.worth.items():
        if (item.kind == "bonus" and worth < 0) or (item.kind in ("deduction", "veto", "warning") and worth > 0):
            yield Problem(f"{place}.{kind}", say("加分项不能为负，扣分项不能为正"))
        if item.kind == "check" and worth:
            yield Problem(f"{place}.{kind}", say("检查项不计分，只作为依据"))
    if item.cap is not None and item.cap <= 0:
        yield Problem(f"{place}.cap", say("上限写大小，应大于 0"))


def _limits(place: str, item: Item) -> Iterator[Problem]:
    stepped = item.step > 0 and not item.step % HUNDREDTH
    if not stepped:
        yield Problem(f"{place}.step", say("评定分值最多两位小数，步长应大于 0"))
    if item.judged is not None:
        low, high = item.judged
        if low < 0 or high <= 0:
            yield Problem(f"{place}.judged", say("评定分值写大小，不写正负号"))
        if stepped and (low % item.step or high % item.step):
            yield Problem(f"{place}.judged", say("评定分值的两端应是 %(step)s 的整倍数", step=item.step))
    for code in item.entered_by:
        if code not in ROLE_NAMES:
            yield Problem(f"{place}.entered_by", say("没有角色“%(code)s”", code=code))
    if item.planned and item.kind != "bonus":
        yield Problem(f"{place}.planned", say("只有加分项可以由人安排"))
    if item.lookback and not item.ceilings:
        yield Problem(f"{place}.lookback", say("只有写了等次上限的条目才能追溯"))


def _effects(place: str, item: Item) -> Iterator[Problem]:
    if item.kind in ("veto", "warning") and not item.ceilings:
        yield Problem(f"{place}.ceiling", say("否决项和警示项要写明最高只能到哪一等次"))
    if item.kind in ("bonus", "deduction") and not item.worth:
        yield Problem(f"{place}.staff", say("加分项和扣分项至少要对一种对象写明分值"))
    if item.kind == "check" and not item.headings:
        yield Problem(f"{place}.heading", say("检查项要写明是哪个栏目的依据"))
