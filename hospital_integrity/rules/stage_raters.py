"""Those who judge at the stages, side by side: who departs further from the computed scores than others do.

What a stage says is a departure from the computed score, so that departures can be compared although everybody judges
other people. Nothing here changes a mark; below `raters.LEAST` people nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.rules.raters import LEAST, panel
from hospital_integrity.rules.stages import SELF, Done

TOLD = Decimal("0.01")
Given = dict[tuple[str, int | None], dict[int, Decimal]]


@dataclass(frozen=True)
class StageRater:
    """One rater at one stage; every gap is None where it would rest on fewer than LEAST people.

    `beside`: his mean departure less that of everybody else at this stage (above 0: more lenient). `later`: his marks
    less those that other stages gave the same people. `own`: what the people said of themselves less what he said.
    `flat`: LEAST people or more, and all the same departure; `value` is that one.
    """

    stage: str
    rater_id: int | None
    count: int
    mean: Decimal
    beside: Decimal | None
    later: Decimal | None
    own: Decimal | None
    flat: bool
    value: Decimal


def stage_raters(said: Mapping[int, Done]) -> list[StageRater]:
    """Everybody who judged others, the widest departure from the others first; one's own word is only compared with."""
    given, own = _given(said), _own(said)
    shared = {_key(who): marks for who, marks in given.items()}
    gaps = {rater.key: rater.gap for rater in panel(shared).raters}
    found = [_rater(who, marks, given, gaps[_key(who)], own) for who, marks in given.items()]
    return sorted(found, key=lambda one: (one.beside is None, -abs(one.beside or Decimal(0)), one.stage, -one.count))


def _given(said: Mapping[int, Done]) -> Given:
    found: Given = {}
    for person, done in said.items():
        for stage, word in done.by_stage.items():
            if stage != SELF:
                found.setdefault((stage, word.rater_id), {})[person] = word.value or Decimal(0)
    return found


def _own(said: Mapping[int, Done]) -> dict[int, Decimal]:
    words = ((person, done.by_stage.get(SELF)) for person, done in said.items())
    return {person: word.value or Decimal(0) for person, word in words if word is not None}


def _key(who: tuple[str, int | None]) -> str:
    return f"{who[0]} {who[1]}"


def _rater(
    who: tuple[str, int | None],
    marks: Mapping[int, Decimal],
    given: Given,
    later: Decimal | None,
    own: Mapping[int, Decimal],
) -> StageRater:
    others = [
        value for other, their in given.items() if other[0] == who[0] and other != who for value in their.values()
    ]
    mean = _mean(marks.values(), 1) or Decimal(0)
    beside = _mean(others) if len(marks) >= LEAST else None
    return StageRater(
        stage=who[0],
        rater_id=who[1],
        count=len(marks),
        mean=mean,
        beside=None if beside is None else mean - beside,
        later=later,
        own=_mean(own[person] - value for person, value in marks.items() if person in own),
        flat=len(marks) >= LEAST and len(set(marks.values())) == 1,
        value=next(iter(marks.values())),
    )


def _mean(values: Iterable[Decimal], least: int = LEAST) -> Decimal | None:
    found = list(values)
    return (sum(found, Decimal(0)) / len(found)).quantize(TOLD) if len(found) >= least else None
