"""An edition as the templates want it: in words, with its planes, and places in the text as people find them."""

from __future__ import annotations

from typing import Any

from hospital_integrity.policy.forms.places import steps_of
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.explanation import shown
from hospital_integrity.rules.fold import STEPS
from hospital_integrity.rules.interval import Interval
from hospital_integrity.rules.plane import Plane, planes
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import ITEM_KINDS, KINDS, Level, Scheme

OVERLAP = "!"
PLACES = {
    "staff": say("人员"),
    "department": say("科室"),
    "grid": say("网格员"),
    "items": say("条目"),
    "headings": say("栏目"),
    "sheets": say("评分表"),
    "parts": say("得分的组成"),
    "levels": say("等次"),
    "limiters": say("限制"),
    "ladder": say("升降规则"),
    "quotas": say("名额"),
    "stages": say("评价阶段"),
    "consequences": say("结果的运用"),
    "when": say("条件"),
    "score": say("得分"),
    "deductions": say("扣分合计"),
    "worst": say("单项最多扣分"),
    "weight": say("权重"),
    "share": say("比例"),
    "evidence": say("证据"),
    "rise": say("一年最多升几星"),
    "first": say("首次评定最高几星"),
    "heading": say("栏目"),
    "ceiling": say("最高等次"),
    "judged": say("评定分值"),
    "kind": say("类别"),
    "key": say("代号"),
    "code": say("编号"),
    "year": say("施行年度"),
    "title": say("名称"),
    "name": say("名称"),
    "clause": say("条款"),
    "stars": say("星数"),
    "level": say("等次"),
    "sheet": say("评分表"),
    "below": say("低于"),
    "margin": say("可调幅度"),
}


def readable(edition: Edition) -> dict[str, Any]:
    """What the templates need to show an edition to people."""
    items = {kind: [item for item in edition.items.values() if item.kind == kind] for kind in ITEM_KINDS}
    schemes = [edition.schemes[kind] for kind in KINDS if kind in edition.schemes]
    return {"edition": edition, "schemes": schemes, "items": items, "steps": STEPS, **DRAWING}


def shade(scheme: Scheme, level: Level | None) -> str:
    """The colour of a level on the plane: its place from the best down; a hole and an overlap have hatchings."""
    if level is None:
        return "hole"
    own = [one.key for one in scheme.levels if one.key != OVERLAP]
    return "overlap" if level.key == OVERLAP else str(min(own.index(level.key), 5))


def legend(scheme: Scheme, drawn: list[Plane]) -> list[tuple[str, Saying]]:
    """The colours that stand on these planes, best first, with what they mean."""
    seen = {level for plane in drawn for row in plane.levels for level in row}
    levels = [level for level in scheme.levels if level in seen and level.key != OVERLAP]
    found = [(shade(scheme, level), Saying(level.name)) for level in levels]
    found += [("hole", say("空档，不属于任何等次"))] if None in seen else []
    return found + (
        [("overlap", say("重叠，同时属于几个等次"))] if any(one and one.key == OVERLAP for one in seen) else []
    )


def span(interval: Interval, name: str) -> str:
    """An interval as people read it: 80 ≤ 得分 < 90."""
    if interval.low is not None and interval.low == interval.high:
        return f"{name} = {shown(interval.low)}"
    low = "" if interval.low is None else f"{shown(interval.low)} {'≤' if interval.low_closed else '<'} "
    high = "" if interval.high is None else f" {'≤' if interval.high_closed else '<'} {shown(interval.high)}"
    return f"{low}{name}{high}"


DRAWING = {"planes": planes, "span": span, "shade": shade, "legend": legend}


def place_words(place: str) -> list[Saying]:
    """A place in the text as people find it on the screen: 科室 › 等次 › 第 3 行 › 得分."""
    steps = [step for step in steps_of(place) if step != "schemes"]
    if steps and ":" in steps[0]:
        return [say("第 %(n)s 行", n=steps[0].split(":")[0])]
    return [_step(step) for step in steps]


def _step(step: str) -> Saying:
    return say("第 %(n)s 行", n=int(step) + 1) if step.isdecimal() else PLACES.get(step, Saying(step))
