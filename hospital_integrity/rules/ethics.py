"""The stages of the medical-ethics assessment: who judges last may move the computed score within a margin.

A stage's mark is the departure from the computed score (0 = as computed): a later reversal still reaches the grade.
"""

from __future__ import annotations

from decimal import Decimal

from hospital_integrity.rules.entry import Facts, Mark
from hospital_integrity.rules.explanation import Line
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.weighing import newest_marks

PREFIX = "stage."


def sheet_of(stage: Stage) -> str:
    """The name of the sheet on which a stage's marks are kept."""
    return PREFIX + stage.key


def check_departure(stage: Stage, value: Decimal, comment: str) -> None:
    """Refuse a departure beyond the stage's margin, or one without a reason."""
    if abs(value) > stage.margin:
        raise Refused("%(stage)s的调整不能超过 %(margin)s 分", stage=stage.name, margin=stage.margin)
    if value and not comment.strip():
        raise Refused("%(stage)s与计算分不同时必须写明理由", stage=stage.name)


def stage_marks(scheme: Scheme, facts: Facts) -> tuple[tuple[Stage, Mark], ...]:
    """The stages that have judged, in order, each with its newest mark."""
    newest = newest_marks((m for m in facts.marks if m.sheet.startswith(PREFIX)), by_rater=False)
    by_sheet = {mark.sheet: mark for mark in newest.values()}
    return tuple((stage, by_sheet[sheet_of(stage)]) for stage in scheme.stages if sheet_of(stage) in by_sheet)


def departure(scheme: Scheme, facts: Facts) -> tuple[Decimal, list[Line]]:
    """By how much the last counting stage moves the score, and the line that says so."""
    judged = [(stage, mark) for stage, mark in stage_marks(scheme, facts) if stage.counts]
    if not judged:
        return Decimal(0), []
    stage, mark = judged[-1]
    value = mark.value or Decimal(0)
    words = (
        say("%(stage)s：%(reason)s", stage=stage.name, reason=mark.comment)
        if value
        else say("%(stage)s：同计算分", stage=stage.name)
    )
    return value, [Line("stage", words, effect=value)]
