"""Who may judge at a stage, and when: not oneself, in order, in its window, not behind a later stage's back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hospital_integrity.rules.entry import Mark
from hospital_integrity.rules.ethics import Said, said, sheet_of
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.windows import Window, check_open

SELF, DEPARTMENT, BRANCH, OFFICE, HOSPITAL = "self", "department", "branch", "office", "hospital"
DOORS = (DEPARTMENT, BRANCH, OFFICE, HOSPITAL)


@dataclass(frozen=True)
class Done:
    """What each stage says on one person, by its key; `spared` are the stages at which they would judge themselves."""

    by_stage: Mapping[str, Said]
    spared: frozenset[str] = frozenset()

    def after(self, scheme: Scheme, stage: Stage) -> Stage | None:
        """The first later stage that has judged already."""
        later = scheme.stages[scheme.stages.index(stage) + 1 :]
        return next((one for one in later if one.key in self.by_stage), None)

    def before(self, scheme: Scheme, stage: Stage) -> Stage | None:
        """The stage just before this one that has a word on this person: said already, or still to be said."""
        earlier = [one for one in scheme.stages[: scheme.stages.index(stage)] if one.key not in self.spared]
        return earlier[-1] if earlier else None

    def lacking(self, scheme: Scheme) -> list[Stage]:
        """The stages that count, concern this person and have not judged."""
        return [
            one for one in scheme.stages if one.counts and one.key not in self.spared and one.key not in self.by_stage
        ]

    def ready(self, scheme: Scheme, stage: Stage) -> bool:
        """Whether a stage can judge this person for the first time: its turn has come, and no later one was faster."""
        lacking = self.lacking(scheme)
        return bool(lacking) and lacking[0] == stage and self.after(scheme, stage) is None

    def last(self, scheme: Scheme) -> Said | None:
        """What the last counting stage that has judged says: it wins."""
        counting = [one.key for one in scheme.stages if one.counts and one.key in self.by_stage]
        return self.by_stage[counting[-1]] if counting else None


def done(scheme: Scheme, marks: Iterable[Mark], spared: frozenset[str] = frozenset()) -> Done:
    """What the stages have said on one person."""
    found = said(marks)
    return Done({one.key: found[sheet_of(one)] for one in scheme.stages if sheet_of(one) in found}, spared)


def stage_named(scheme: Scheme, key: str) -> Stage:
    """The stage of this key; Refused where the edition has none."""
    for stage in scheme.stages:
        if stage.key == key:
            return stage
    raise Refused("本年度的办法没有这个考评阶段")


def check_turn(scheme: Scheme, stage: Stage, judged: Done, *, own: bool) -> None:
    """Refuse to judge oneself, another at the self stage, before an earlier stage, or behind a later one's back."""
    if own != (stage.key == SELF):
        raise Refused("不能给自己评分：由上一级评价") if own else Refused("自评只能由本人填写")
    if stage.key in judged.spared:
        raise Refused("本级的负责人由上一级评价")
    later = judged.after(scheme, stage)
    if later is not None:
        raise Refused("%(later)s已经完成，不能再改%(stage)s", later=later.name, stage=stage.name)
    earlier = next((one for one in judged.lacking(scheme) if one in _earlier(scheme, stage)), None)
    if earlier is not None:
        raise Refused("%(earlier)s还没有完成，不能先做%(stage)s", earlier=earlier.name, stage=stage.name)


def _earlier(scheme: Scheme, stage: Stage) -> tuple[Stage, ...]:
    return scheme.stages[: scheme.stages.index(stage)]


def agreed(scheme: Scheme, stage: Stage, judged: Done) -> Said | None:
    """What to agree with at a stage: the last counting stage before it that has judged; None: the computed score."""
    earlier = [judged.by_stage[one.key] for one in _earlier(scheme, stage) if one.counts and one.key in judged.by_stage]
    return earlier[-1] if earlier else None


def check_return(scheme: Scheme, stage: Stage, judged: Done, reason: str) -> Stage:
    """The stage that a person is given back to; refused without a reason or where nothing was said there."""
    if not reason.strip():
        raise Refused("退回必须写明理由")
    later = judged.after(scheme, stage)
    if later is not None:
        raise Refused("%(later)s已经完成，不能从%(stage)s退回", later=later.name, stage=stage.name)
    earlier = judged.before(scheme, stage)
    if earlier is None or earlier.key not in judged.by_stage:
        raise Refused("前一阶段还没有评价，没有可以退回的")
    return earlier


def door(stage: Stage) -> str:
    """Who judges at a stage, by its key: self, a department's head, a branch's, the office, the hospital's leaders."""
    return stage.key if stage.key in (SELF, *DOORS) else OFFICE


def check_reopened(stage: Stage, window: Window | None, day: date, later: Window | None) -> None:
    """Refuse outside the stage's window; who was given back by a later one may be judged while that one is open."""
    check_open(stage, window, day, until=later.last if later else None)
