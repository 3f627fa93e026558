"""What must hold of one scheme: parts that sum, references that exist, quotas and a ladder that can work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from hospital_integrity.rules.breaks_checker import breaks_problems
from hospital_integrity.rules.limits_checker import limits_problems
from hospital_integrity.rules.period import day_in
from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.soundness import table_problems
from hospital_integrity.rules.table import Problem


def scheme_problems(place: str, scheme: Scheme, schemes: Mapping[str, Scheme]) -> Iterator[Problem]:
    """Everything that is wrong with one scheme; `place` is where it stands in the text."""
    yield from _parts(place, scheme)
    yield from _sources(place, scheme, schemes)
    yield from _headings(place, scheme)
    yield from _numbers(place, scheme)
    yield from _levels(place, scheme)
    yield from _references(place, scheme)
    yield from limits_problems(place, scheme)
    yield from _stages(place, scheme)


def _twice(place: str, keys: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key in seen:
            yield Problem(f"{place}[{number}].key", say("代号“%(key)s”重复", key=key))
        seen.add(key)


def _parts(place: str, scheme: Scheme) -> Iterator[Problem]:
    yield from _twice(f"{place}.parts", (part.key for part in scheme.parts))
    total = sum((part.weight for part in scheme.parts), Decimal(0))
    if total != 100:
        yield Problem(f"{place}.parts", say("各部分权重之和应为 100，现在是 %(total)s", total=total))
    for number, part in enumerate(scheme.parts):
        if part.full <= 0 or part.weight <= 0 or part.base < 0:
            yield Problem(f"{place}.parts[{number}]", say("权重和满分应大于 0，基础分不能为负"))
        if (part.source == "marks") != bool(part.sheets):
            words = say("取自评分（marks）的部分要写明评分表，其他部分不写")
            yield Problem(f"{place}.parts[{number}].sheets", words)
        if part.rounding is not None and part.rounding <= 0:
            yield Problem(f"{place}.parts[{number}].round", say("取整单位应大于 0"))


def _sources(place: str, scheme: Scheme, schemes: Mapping[str, Scheme]) -> Iterator[Problem]:
    sources = [part.source for part in scheme.parts]
    for source in ("entries", "department"):
        if sources.count(source) > 1:
            yield Problem(f"{place}.parts", say("只能有一个部分取自 %(source)s", source=source))
    if "department" in sources and (scheme.kind != "grid" or "department" not in schemes):
        yield Problem(f"{place}.parts", say("只有网格员的方案能取科室得分，且要有 [schemes.department]"))
    sheets = [sheet for part in scheme.parts for sheet in part.sheets]
    if len(set(sheets)) != len(sheets):
        yield Problem(f"{place}.parts", say("一张评分表只能用一次"))
    for key, sheet in scheme.sheets.items():
        if key not in sheets:
            yield Problem(f"{place}.sheets.{key}", say("没有哪个部分用到评分表“%(sheet)s”", sheet=key))
        if sheet.low >= sheet.high:
            yield Problem(f"{place}.sheets.{key}", say("最低分应小于最高分"))
        for code in sheet.entered_by:
            if code not in ROLE_NAMES:
                yield Problem(f"{place}.sheets.{key}.entered_by", say("没有角色“%(code)s”", code=code))


def _headings(place: str, scheme: Scheme) -> Iterator[Problem]:
    points = [heading.points for heading in scheme.headings.values() if heading.points is not None]
    part = scheme.entries_part
    if points and part and sum(points, Decimal(0)) != part.base:
        yield Problem(f"{place}.headings", say("各栏目基础分之和应等于基础分 %(base)s", base=part.base))
    for heading in scheme.headings.values():
        limits = (heading.points, heading.most_bonus, heading.most_deduction)
        if any(limit is not None and limit < 0 for limit in limits):
            yield Problem(f"{place}.headings.{heading.key}", say("基础分和上限写大小，不能为负"))


def _numbers(place: str, scheme: Scheme) -> Iterator[Problem]:
    if scheme.cut == "bands" and scheme.pool != "all":
        yield Problem(f"{place}.pool", say('只有自然断点（cut = "breaks"）才分组定等次；名额的分组写在名额里'))
    if scheme.rounding <= 0:
        yield Problem(f"{place}.round", say("取整单位应大于 0"))
    for key, number in (("shown_at_most", scheme.shown_at_most), ("bonus_after", scheme.bonus_after)):
        if number is not None and number <= 0:
            yield Problem(f"{place}.{key}", say("上限写大小，应大于 0"))


def _levels(place: str, scheme: Scheme) -> Iterator[Problem]:
    if not scheme.levels:
        yield Problem(f"{place}.levels", say("至少要有一个等次"))
    yield from _twice(f"{place}.levels", (level.key for level in scheme.levels))
    names = [level.name for level in scheme.levels]
    if len(set(names)) != len(names):
        yield Problem(f"{place}.levels", say("等次名称不能重复"))
    stars = [level.stars for level in scheme.levels]
    if stars != sorted(stars, reverse=True):
        yield Problem(f"{place}.levels", say("等次应从高到低排列，星数不能反过来"))
    if sum(level.otherwise for level in scheme.levels) > 1:
        yield Problem(f"{place}.levels", say("只能有一个“其余”等次（otherwise）"))
    if scheme.cut == "breaks":
        yield from breaks_problems(place, scheme)
    elif scheme.levels and scheme.rounding > 0:
        yield from table_problems(place, scheme)


def _references(place: str, scheme: Scheme) -> Iterator[Problem]:
    named = [(f"limiters[{n}].ceiling", one.ceiling) for n, one in enumerate(scheme.limiters)]
    named += [(f"quotas[{n}].level", one.level) for n, one in enumerate(scheme.quotas)]
    named += [(f"consequences[{n}].levels", key) for n, one in enumerate(scheme.consequences) for key in one.levels]
    for where, key in named:
        if key not in scheme.rank:
            yield Problem(f"{place}.{where}", say("引用了不存在的等次“%(level)s”", level=key))


def _stages(place: str, scheme: Scheme) -> Iterator[Problem]:
    yield from _twice(f"{place}.stages", (stage.key for stage in scheme.stages))
    for number, stage in enumerate(scheme.stages):
        if not 0 <= stage.margin <= 100:
            yield Problem(f"{place}.stages[{number}].margin", say("可调整的幅度写大小，在 0 到 100 之间"))
        yield from _stage_days(f"{place}.stages[{number}]", stage)
    yield from _twice(f"{place}.contents", (one.key for one in scheme.contents))
    if not 0 <= scheme.assessed.absent <= 100:
        yield Problem(f"{place}.assessed.absent", say("离岗的界限写全年天数的百分之几，在 0 到 100 之间"))


def _stage_days(place: str, stage: Stage) -> Iterator[Problem]:
    if bool(stage.opens) != bool(stage.closes):
        yield Problem(place, say("开始和截止的日期要写都写"))
    for key, text in (("opens", stage.opens), ("closes", stage.closes)):
        if text and not _is_day(text):
            yield Problem(f"{place}.{key}", say("日期写作 12-24，次年的写作 next 01-31"))


def _is_day(text: str) -> bool:
    try:
        return bool(day_in(text, 2001))  # a year without 29 February
    except ValueError:
        return False
