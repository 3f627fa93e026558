"""The stages of the medical-ethics assessment: who judges last may move the computed score within a margin.

A stage's mark is the departure from the computed score (0 = as computed): a later reversal still reaches the grade.
A departure may be split under the headings that the edition names (`contents`); the parts sum to the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hospital_integrity.rules.entry import Facts, Mark
from hospital_integrity.rules.explanation import Line, shown
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.tally import ZERO
from hospital_integrity.rules.weighing import newest_marks

PREFIX = "stage."


def sheet_of(stage: Stage) -> str:
    """The name of the sheet on which a stage's marks are kept."""
    return PREFIX + stage.key


@dataclass(frozen=True)
class Said:
    """What a stage says of one person: by how much it departs from the computed score, under which headings, and why.

    `value` is the sum of `headings` and of what stands under none. `id` is the newest mark's, `rater_id` who made it.
    """

    value: Decimal
    comment: str
    headings: Mapping[str, Decimal]
    id: int = 0
    rater_id: int | None = None


def check_departure(stage: Stage, value: Decimal, comment: str, headings: Mapping[str, Decimal] | None = None) -> None:
    """Refuse a departure beyond the stage's margin, one without a reason, or headings that don't sum to it."""
    if abs(value) > stage.margin:
        raise Refused("%(stage)s的调整不能超过 %(margin)s 分", stage=stage.name, margin=stage.margin)
    if value and not comment.strip():
        raise Refused("%(stage)s与计算分不同时必须写明理由", stage=stage.name)
    if headings and sum(headings.values(), ZERO) != value:
        total = shown(sum(headings.values(), ZERO))
        raise Refused("各项考评内容的调整之和是 %(total)s，与调整分 %(value)s 不一致", total=total, value=shown(value))


def check_headings(scheme: Scheme, stage: Stage, headings: Mapping[str, Decimal]) -> None:
    """Refuse headings that the edition doesn't have, and a departure under one beyond the stage's margin."""
    names = {one.key: one.name for one in scheme.contents}
    for key, value in headings.items():
        if key not in names:
            raise Refused("本年度的办法没有考评内容“%(key)s”", key=key)
        if abs(value) > stage.margin:
            words = say(
                "“%(name)s”的调整 %(value)s 超出 −%(margin)s 到 %(margin)s 的范围",
                name=names[key],
                value=shown(value),
                margin=stage.margin,
            )
            raise Refused(words)


def said(marks: Iterable[Mark]) -> dict[str, Said]:
    """What each stage says now, by the name of its sheet; what was withdrawn is left out."""
    newest = newest_marks((mark for mark in marks if mark.sheet.startswith(PREFIX)), by_rater=False)
    by_sheet: dict[str, list[Mark]] = defaultdict(list)
    for mark in newest.values():
        by_sheet[mark.sheet].append(mark)
    return {sheet: _said(found) for sheet, found in by_sheet.items()}


def _said(marks: list[Mark]) -> Said:
    last = max(marks, key=lambda mark: mark.id)
    whole = next((mark for mark in marks if not mark.heading), last)
    headings = {mark.heading: mark.value or ZERO for mark in marks if mark.heading}
    return Said(sum((mark.value or ZERO for mark in marks), ZERO), whole.comment, headings, last.id, last.rater_id)


def without_stages(facts: Facts) -> Facts:
    """The same facts as if no stage had judged: what they fold to is the computed score."""
    return replace(facts, marks=tuple(mark for mark in facts.marks if not mark.sheet.startswith(PREFIX)))


def stage_marks(scheme: Scheme, facts: Facts) -> tuple[tuple[Stage, Said], ...]:
    """The stages that have judged, in order, each with what it says."""
    found = said(facts.marks)
    return tuple((stage, found[sheet_of(stage)]) for stage in scheme.stages if sheet_of(stage) in found)


def departure(scheme: Scheme, facts: Facts) -> tuple[Decimal, list[Line]]:
    """By how much the last counting stage moves the score, and the line that says so."""
    judged = [(stage, one) for stage, one in stage_marks(scheme, facts) if stage.counts]
    if not judged:
        return ZERO, []
    stage, one = judged[-1]
    words = (
        say("%(stage)s：%(reason)s", stage=stage.name, reason=one.comment)
        if one.value
        else say("%(stage)s：同计算分", stage=stage.name)
    )
    return one.value, [Line("stage", words, effect=one.value)]
