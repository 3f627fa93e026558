"""What must hold of a ladder: there is somewhere to stand, to climb and to fall."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hospital_integrity.rules.limits import ANYTHING, Ladder
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.table import Problem


def ladder_problems(place: str, scheme: Scheme) -> Iterator[Problem]:
    """Everything that is wrong with the ladder, and whether there is a level without stars to fall to."""
    stars = sorted({level.stars for level in scheme.levels} - {0})
    none = bool(scheme.levels) and scheme.levels[-1].stars == 0
    asking = scheme.evidence or scheme.coverage != ANYTHING or scheme.ladder
    if asking and stars and not none and scheme.cut == "bands":
        words = say("有证据要求或升降规则时，最后一个等次应无星（stars = 0），供证据不足和摘星时使用")
        yield Problem(f"{place}.levels[{len(scheme.levels) - 1}].stars", words)
    if scheme.ladder is not None:
        yield from _steps(f"{place}.ladder", scheme.ladder, stars)
        yield from _hold(f"{place}.ladder.hold", scheme.ladder)


def _steps(place: str, ladder: Ladder, stars: list[int]) -> Iterator[Problem]:
    if not stars or ladder.first < stars[0]:
        yield Problem(f"{place}.first", say("首次评定的上限低于最低星级，谁也得不到星"))
    elif not ladder.rise and ladder.first < stars[-1]:
        words = say("一年最多升 0 星，首次最高 %(first)s 星：谁也升不到 %(top)s 星", first=ladder.first, top=stars[-1])
        yield Problem(f"{place}.rise", words)
    for low, high in pairwise(stars):
        if high - low > ladder.rise > 0:
            words = say("从 %(low)s 星升不到 %(high)s 星：一年最多升 %(rise)s 星", low=low, high=high, rise=ladder.rise)
            yield Problem(f"{place}.rise", words)


def _hold(place: str, ladder: Ladder) -> Iterator[Problem]:
    if ladder.hold is not None and not 1 <= ladder.hold.years < ladder.hold.of:
        yield Problem(place, say("本年不算达到，所以年数（years）至少为 1，并小于 of"))
