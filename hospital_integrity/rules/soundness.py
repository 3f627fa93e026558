"""The checker of rule tables: no hole, no overlap, no level out of reach, and no better number for a worse level.

The published rule texts that this product follows have holes (a single deduction of exactly 15 points falls in no
grade; 25 to 29 points deducted fall in none either); trying every box that the borders cut finds them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from hospital_integrity.rules.explanation import shown
from hospital_integrity.rules.plane import Box, box_count, boxes, earned, holding, regions_of
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Level, Scheme
from hospital_integrity.rules.table import Problem

Judged = list[tuple[Box, Level]]
MOST_TRIED = 500_000


def table_problems(place: str, scheme: Scheme) -> Iterator[Problem]:
    """One problem of each sort with an example that shows it; `place` is the scheme's."""
    if box_count(scheme) * len(regions_of(scheme)) > MOST_TRIED:
        yield Problem(f"{place}.levels", say("等次条件和分界点太多，请合并"))
        return
    found = [(box, earned(scheme, box)) for box in boxes(scheme)]
    yield from _hole(place, found)
    yield from _overlap(place, scheme)
    judged = [(box, level) for box, level in found if level is not None]
    yield from _out_of_reach(place, scheme, judged)
    yield from _upside_down(place, scheme, judged)


def _numbers(box: Box) -> dict[str, str]:
    return dict(zip(("score", "deductions", "worst"), map(shown, box.samples), strict=True))


def _hole(place: str, found: list[tuple[Box, Level | None]]) -> Iterator[Problem]:
    box = next((box for box, level in found if level is None), None)
    if box is not None:
        words = say("得分 %(score)s、扣分合计 %(deductions)s、单项最多扣 %(worst)s 时不属于任何等次", **_numbers(box))
        yield Problem(f"{place}.levels", words)


def _overlap(place: str, scheme: Scheme) -> Iterator[Problem]:
    if scheme.decide == "first":
        return
    for box in boxes(scheme):
        ranks = holding(scheme, box)
        if len(ranks) > 1:
            names = "、".join(scheme.levels[rank].name for rank in ranks)
            words = say(
                "得分 %(score)s、扣分合计 %(deductions)s、单项最多扣 %(worst)s 时同时属于“%(levels)s”",
                **_numbers(box),
                levels=names,
            )
            yield Problem(f"{place}.levels", words)
            return


def _out_of_reach(place: str, scheme: Scheme, judged: Judged) -> Iterator[Problem]:
    reached = {level.key for _, level in judged}
    for number, level in enumerate(scheme.levels):
        if level.regions and level.key not in reached:
            words = say("没有人能得到“%(level)s”：它的条件已被前面的等次占去，或不可能出现", level=level.name)
            yield Problem(f"{place}.levels[{number}]", words)


def _upside_down(place: str, scheme: Scheme, judged: Judged) -> Iterator[Problem]:
    """More points never make a level worse, and more deductions never make it better."""
    at = {_places(box): (box, scheme.rank[level.key]) for box, level in judged}
    for (score, total, worst), (box, rank) in at.items():
        for step in ((-1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 1, 1)):
            other, lower = at.get((score + step[0], total + step[1], worst + step[2]), (box, rank))
            if lower < rank:
                words = (
                    "得分 %(score)s、扣分合计 %(deductions)s、单项最多扣 %(worst)s 时等次反而高于 %(better)s：等次颠倒"
                )
                better = "/".join(map(shown, box.samples))
                yield Problem(f"{place}.levels", say(words, **_numbers(other), better=better))
                return


def _places(box: Box) -> tuple[int, int, int]:
    return box.score.place, box.deductions.place, box.worst.place
