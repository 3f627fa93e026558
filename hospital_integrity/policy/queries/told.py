"""An edition told line by line, so that two of them can be laid beside each other.

A line's `key` says what it is about, whatever its words are: the same key in two editions is the same line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.policy.queries.told_items import item_words
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.explanation import shown
from hospital_integrity.rules.interval import Interval
from hospital_integrity.rules.limits import Coverage, Limiter, Quota
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import KINDS, Heading, Level, Part, Region, Scheme, Sheet, Stage

Words = Iterator[Saying]
KIND_NAMES = {"staff": say("人员"), "department": say("科室"), "grid": say("网格员")}
SOURCE_NAMES = {
    "entries": say("来自记录"),
    "marks": say("来自评分表"),
    "department": say("来自所在科室得分"),
    "given": say("来自外部数据"),
}
TIE_NAMES = {
    "deductions": say("同分时扣分少的在前"),
    "bonus": say("同分时加分多的在前"),
    "worst": say("同分时单项最多扣分小的在前"),
}
RATER_NAMES = {"many": say("多人平均"), "one": say("以最新一次为准")}
POOL_NAMES = {"all": say("全部参评对象中"), "category": say("每类中"), "parts": say("有数据的部分数相同的对象中")}


@dataclass(frozen=True)
class Told:
    """One line of an edition: under which headings, what it is about, and what is said about it."""

    group: tuple[Saying, ...]
    key: str
    name: Saying
    words: tuple[Saying, ...]


def told(edition: Edition) -> Iterator[Told]:
    """Everything that decides a result: top, then each scheme, then the items."""
    top = (say("名称和年度"),)
    yield Told(top, "title", say("名称"), (Saying(edition.title),))
    yield Told(top, "year", say("施行年度"), (Saying(str(edition.year)),))
    yield Told(top, "terms", say("一年分几期"), (Saying(str(edition.terms)),))
    for kind in KINDS:
        if kind in edition.schemes:
            yield from _scheme(edition.schemes[kind])
    for item in edition.items.values():
        name = say("%(key)s %(item)s", key=item.key, item=item.name)
        yield Told((say("条目"),), f"items.{item.key}", name, tuple(item_words(item, edition)))


def _scheme(scheme: Scheme) -> Iterator[Told]:
    yield from _lines(scheme, say("等次"), ((one.key, one.name, _level(one)) for one in scheme.levels))
    yield from _lines(scheme, say("得分的组成"), ((one.key, one.name, _part(one)) for one in scheme.parts))
    yield from _lines(scheme, say("栏目"), ((one.key, one.name, _heading(one)) for one in scheme.headings.values()))
    yield from _lines(scheme, say("评分表"), ((one.key, one.name, _sheet(one)) for one in scheme.sheets.values()))
    limiters = ((one.sheet or one.part, one.name, _limiter(scheme, one)) for one in scheme.limiters)
    yield from _lines(scheme, say("限制"), limiters)
    quotas = ((one.level, scheme.level_by_key[one.level].name, _quota(one)) for one in scheme.quotas)
    yield from _lines(scheme, say("名额"), quotas)
    yield from _lines(scheme, say("评价阶段"), ((one.key, one.name, _stage(one)) for one in scheme.stages))
    yield from _lines(scheme, say("考评内容"), ((one.key, one.name, ()) for one in scheme.contents))
    group = (KIND_NAMES[scheme.kind], say("其他规则"))
    for key, name, words in _rules(scheme):
        yield Told(group, f"{scheme.kind}.rules.{key}", name, (words,))


def _lines(scheme: Scheme, group: Saying, rows: Iterable[tuple[str, str, Words]]) -> Iterator[Told]:
    for key, name, words in rows:
        yield Told((KIND_NAMES[scheme.kind], group), f"{scheme.kind}.{group.text}.{key}", Saying(name), tuple(words))


def _level(level: Level) -> Words:
    if level.stars:
        yield say("%(n)s 星", n=level.stars)
    for number, region in enumerate(level.regions):
        if number:
            yield say("或者")
        yield from _axes(region)
    if level.otherwise:
        yield say("其余")
    elif not level.regions:
        yield say("不由得分产生")
    if level.certificate:
        yield say("发证书")


def _axes(region: Region) -> Words:
    axes = (say("得分 %(band)s"), region.score), (say("扣分合计 %(band)s"), region.deductions)
    for name, interval in (*axes, (say("单项最多扣分 %(band)s"), region.worst)):
        if interval.ends:
            yield say(name.text, band=_band(interval))


def _band(interval: Interval) -> str:
    if interval.low is not None and interval.low == interval.high:
        return f"= {shown(interval.low)}"
    low = "" if interval.low is None else f"{'≥' if interval.low_closed else '>'} {shown(interval.low)}"
    high = "" if interval.high is None else f"{'≤' if interval.high_closed else '<'} {shown(interval.high)}"
    return " ".join(filter(None, (low, high)))


def _part(part: Part) -> Words:
    yield say("权重 %(weight)s%%", weight=shown(part.weight))
    yield SOURCE_NAMES[part.source]
    if part.source == "entries":
        yield say("基础分 %(base)s，满分 %(full)s", base=shown(part.base), full=shown(part.full))
    if part.sheets:
        yield Saying("、".join(part.sheets))
    yield from _number(say("先取整到 %(n)s").text, part.rounding)
    yield from _number(say("取整到 %(n)s").text, part.rounding)


def _sheet(sheet: Sheet) -> Words:
    yield say("%(low)s 至 %(high)s 分", low=shown(sheet.low), high=shown(sheet.high))
    yield RATER_NAMES[sheet.raters]
    yield from (ROLE_NAMES.get(role, Saying(role)) for role in sheet.entered_by)


def _heading(heading: Heading) -> Words:
    yield from _number(say("基础分 %(n)s").text, heading.points)
    yield from _number(say("每期最多加 %(n)s").text, heading.most_bonus)
    yield from _number(say("每期最多扣 %(n)s").text, heading.most_deduction)


def _number(text: str, number: Decimal | None) -> Words:
    if number is not None:
        yield say(text, n=shown(number))


def _limiter(scheme: Scheme, limiter: Limiter) -> Words:
    yield limiter.told(scheme.level_by_key[limiter.ceiling].name)
    if limiter.missing == "caps":
        yield say("没有测评的，同样处理。")
    if limiter.measures:
        yield say("至少 %(n)s 项指标", n=limiter.measures)
    if limiter.pool != "all":
        yield POOL_NAMES[limiter.pool]


def _quota(quota: Quota) -> Words:
    yield POOL_NAMES[quota.pool]
    yield say("不超过 %(share)s%%", share=shown(quota.share))
    for category, share in quota.shares.items():
        yield CATEGORIES[category]
        yield say("不超过 %(share)s%%", share=shown(share))
    if quota.least:
        yield say("至少 %(n)s 名。", n=quota.least)
    yield from (TIE_NAMES[tie] for tie in quota.ties)


def _stage(stage: Stage) -> Words:
    yield say("上下 %(margin)s 分", margin=shown(stage.margin)) if stage.counts else say("只作记录")
    if stage.opens and stage.closes:
        yield say("%(opens)s 到 %(closes)s", opens=stage.opens, closes=stage.closes)


def _rules(scheme: Scheme) -> Iterator[tuple[str, Saying, Saying]]:
    numbers = (
        ("round", say("得分取整到"), scheme.rounding),
        ("shown_at_most", say("显示的得分最高"), scheme.shown_at_most),
        ("bonus_after", say("加权后另计的加分最多"), scheme.bonus_after),
        ("evidence", say("至少几个栏目有记录"), Decimal(scheme.evidence) or None),
        ("notice", say("公示几个工作日"), Decimal(scheme.notice) or None),
        ("answer", say("公示后几个工作日内答复异议"), Decimal(scheme.answer) if scheme.stages else None),
        ("absent", say("全年离岗超过百分之几不参加考评"), scheme.assessed.absent if scheme.stages else None),
        ("recheck", say("几年全面复查一次"), Decimal(scheme.recheck_years) or None),
    )
    yield from ((key, name, Saying(shown(number))) for key, name, number in numbers if number is not None)
    if scheme.cut == "breaks":
        yield "cut", say("分等的方法"), say("按自然断点")
        yield "pool", say("自然断点在哪个范围内分"), POOL_NAMES[scheme.pool]
    if scheme.decide == "table":
        yield "decide", say("条件重叠时"), say("不许重叠，检查时拒绝")
    if scheme.notice_names:
        words = say("写全名") if scheme.notice_names == "full" else say("只写姓")
        yield "notice_names", say("公示的姓名"), words
    if scheme.self_rating:
        yield "self_rating", say("自评"), say("由本人或本科室先自评")
    if scheme.join == "mean":
        yield "join", say("各期怎样合并"), say("各期平均")
    if scheme.pool != "all":
        yield "pool", say("怎样分组"), POOL_NAMES[scheme.pool]
    for number, words in enumerate(scheme.coverage.told(scheme.part_names)):
        yield f"coverage{number}", say("证据"), words
    yield from _ladder(scheme)
    yield from _coverage(scheme.coverage)
    for number, one in enumerate(scheme.consequences):
        yield f"consequence{number}", say("结果的运用"), Saying(one.words)


def _coverage(coverage: Coverage) -> Iterator[tuple[str, Saying, Saying]]:
    for key, name, number in (
        ("measures", say("每个部分至少几项指标"), coverage.measures),
        ("parts", say("至少几个部分有数据"), coverage.parts),
    ):
        if number:
            yield key, name, Saying(str(number))
    for key, name, parts in (
        ("any_of", say("其中至少有一个部分"), coverage.any_of),
        ("all_of", say("必须有的部分"), coverage.all_of),
    ):
        if parts:
            yield key, name, Saying("、".join(parts))


def _ladder(scheme: Scheme) -> Iterator[tuple[str, Saying, Saying]]:
    ladder = scheme.ladder
    if ladder is None:
        return
    yield "rise", say("一年最多升几星"), Saying(str(ladder.rise))
    yield "first", say("首次评定最高几星"), Saying(str(ladder.first))
    yield "reapply", say("摘星后几个月内不得再评"), Saying(str(ladder.reapply))
    if ladder.hold:
        words = say("最近 %(of)s 年中 %(years)s 年够这一星的，保持", of=ladder.hold.of, years=ladder.hold.years)
        yield "hold", say("保星"), words
