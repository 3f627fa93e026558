"""Who may judge at a stage, and when: not oneself, only while the cycle is open, not behind a later stage's back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hospital_integrity.rules.entry import Mark
from hospital_integrity.rules.ethics import sheet_of
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.weighing import newest_marks

SELF = "self"


@dataclass(frozen=True)
class Done:
    """The newest mark of each stage on one person, by the stage's key."""

    by_stage: Mapping[str, Mark]

    def after(self, scheme: Scheme, stage: Stage) -> Stage | None:
        """The first later stage that has judged already."""
        later = scheme.stages[scheme.stages.index(stage) + 1 :]
        return next((one for one in later if one.key in self.by_stage), None)


def done(scheme: Scheme, marks: Iterable[Mark]) -> Done:
    """What the stages have said on one person."""
    sheets = {sheet_of(stage): stage.key for stage in scheme.stages}
    newest = newest_marks((mark for mark in marks if mark.sheet in sheets), by_rater=False)
    return Done({sheets[mark.sheet]: mark for mark in newest.values()})


def stage_named(scheme: Scheme, key: str) -> Stage:
    """The stage of this key; Refused where the edition has none."""
    for stage in scheme.stages:
        if stage.key == key:
            return stage
    raise Refused("本年度的办法没有这个考评阶段")


def check_turn(scheme: Scheme, stage: Stage, judged: Done, *, own: bool) -> None:
    """Refuse to judge oneself at another's stage, another at one's own, and whatever a later stage has judged."""
    if own != (stage.key == SELF):
        raise Refused("不能给自己评分") if own else Refused("自评只能由本人填写")
    later = judged.after(scheme, stage)
    if later is not None:
        raise Refused("%(later)s已经完成，不能再改%(stage)s", later=later.name, stage=stage.name)
