"""What must hold of a scheme whose stars are cut by natural breaks: groups to cut, and no conditions of score."""

from __future__ import annotations

from collections.abc import Iterator

from hospital_integrity.rules.interval import EVERYTHING
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Level, Scheme
from hospital_integrity.rules.table import Problem


def breaks_problems(place: str, scheme: Scheme) -> Iterator[Problem]:
    """Everything that is wrong with the levels of natural breaks; `place` is the scheme's."""
    stars = [level.stars for level in scheme.starred]
    if len(stars) < 2 or len(set(stars)) < len(stars):
        yield Problem(f"{place}.levels", say("自然断点至少要有两个星级，星数各不相同：一个星级一段"))
    if scheme.levels and scheme.levels[-1].stars:
        words = say("自然断点的最后一个等次应无星（stars = 0），供证据不足和分不成段时使用")
        yield Problem(f"{place}.levels[{len(scheme.levels) - 1}].stars", words)
    if scheme.decide == "table":
        yield Problem(f"{place}.decide", say("自然断点不用等次条件表"))
    for number, level in enumerate(scheme.levels):
        yield from _conditions(f"{place}.levels[{number}]", level)


def _conditions(place: str, level: Level) -> Iterator[Problem]:
    if level.otherwise:
        yield Problem(f"{place}.otherwise", say("自然断点没有“其余”等次（otherwise）"))
    for number, region in enumerate(level.regions):
        if region.score != EVERYTHING:
            words = say("自然断点不能与得分条件同时使用：只能限制扣分（deductions、worst）")
            yield Problem(f"{place}.when[{number}].score", words)
