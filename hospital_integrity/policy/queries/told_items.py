"""What an edition says about one item, in words."""

from __future__ import annotations

from collections.abc import Iterator

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.explanation import shown
from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Item

Words = Iterator[Saying]
ITEM_NAMES = {
    "bonus": say("加分"),
    "deduction": say("扣分"),
    "veto": say("一票否决"),
    "warning": say("警示"),
    "check": say("检查，只作依据"),
}
WORTH = {
    "staff": say("人员 %(points)s 分"),
    "department": say("科室 %(points)s 分"),
    "grid": say("网格员 %(points)s 分"),
}
CEILING = {
    "staff": say("人员最高%(level)s"),
    "department": say("科室最高%(level)s"),
    "grid": say("网格员最高%(level)s"),
}
HEADING = {
    "staff": say("在人员方案中归%(heading)s"),
    "department": say("在科室方案中归%(heading)s"),
    "grid": say("在网格员方案中归%(heading)s"),
}


def item_words(item: Item, edition: Edition) -> Words:
    """Kind, clause, worths, ceilings, headings and demands of an item."""
    if item.retired:
        yield say("已停用")
    yield ITEM_NAMES[item.kind]
    yield Saying(item.clause)
    for kind, worth in item.worth.items():
        yield say(WORTH[kind].text, points=f"{'+' if worth > 0 else ''}{shown(worth)}")
    for kind, level in item.ceilings.items():
        yield say(CEILING[kind].text, level=edition.schemes[kind].level_by_key[level].name)
    for kind, heading in item.headings.items():
        yield say(HEADING[kind].text, heading=edition.schemes[kind].headings[heading].name)
    yield from _demands(item)


def _demands(item: Item) -> Words:
    if item.judged:
        low, high = item.judged
        yield say("评定 %(low)s 至 %(high)s，步长 %(step)s", low=shown(low), high=shown(high), step=shown(item.step))
    if item.cap is not None:
        yield say("每期上限 %(cap)s", cap=shown(item.cap))
    if item.lookback:
        yield say("追溯 %(n)s 个月", n=item.lookback)
    if item.evidence:
        yield say("须有依据")
    if item.minute:
        yield say("须有会议纪要编号")
    if item.severity:
        yield say("须认定“%(words)s”", words=item.severity)
    if item.group:
        yield say("由%(group)s登记", group=item.group)
    if item.planned:
        yield say("一年可做 %(n)s 次", n=item.planned)
    yield from (ROLE_NAMES.get(role, Saying(role)) for role in item.entered_by)
