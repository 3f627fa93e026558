"""Disciplinary sanctions: the kinds, how long each one lasts, how a new one joins a running one, what a year feels.

Sources: 事业单位工作人员处分规定 (2023), 公职人员政务处分法, 中国共产党纪律处分条例; months as in the Civil Code,
articles 201 and 202. A 诫勉 is no sanction and has half a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hospital_integrity.rules.period import months_after
from hospital_integrity.rules.saying import Refused, Saying, say

UNIT, PUBLIC, PARTY, TALK = "unit", "public", "party", "talk"
FAMILIES = {
    UNIT: say("事业单位处分"),
    PUBLIC: say("政务处分"),
    PARTY: say("党纪处分"),
    TALK: say("诫勉（不属于处分）"),
}
JOINING = frozenset({UNIT, PUBLIC})
MOST_MONTHS = 48
WARN_DAYS = 30
NO_EFFECT, NOT_EXCELLENT, NO_GRADE, GONE = "", "not_excellent", "no_grade", "gone"
STRICTNESS = (NO_EFFECT, NOT_EXCELLENT, NO_GRADE, GONE)
COMING, RUNNING, ENDING, ENDED, LIFTED, FINAL = "coming", "running", "ending", "ended", "lifted", "final"
STATES = {
    COMING: say("尚未生效"),
    RUNNING: say("期内"),
    ENDING: say("即将期满"),
    ENDED: say("已期满"),
    LIFTED: say("已解除"),
    FINAL: say("无期限"),
}


@dataclass(frozen=True)
class Kind:
    """A kind of sanction: its months (0: for ever), and what it means for the appraisal of so many years.

    `review` is whether titles are reviewed while it runs.
    """

    key: str
    family: str
    name: Saying
    months: int
    effect: str
    years: int = 1
    review: bool = True

    @property
    def final(self) -> bool:
        """Whether it ends the employment, so that it has no period."""
        return self.months == 0


KINDS: Mapping[str, Kind] = {
    one.key: one
    for one in (
        Kind("unit.warning", UNIT, say("警告"), 6, NOT_EXCELLENT),
        Kind("unit.demerit", UNIT, say("记过"), 12, NO_GRADE, review=False),
        Kind("unit.lowered", UNIT, say("降低岗位等级"), 24, NO_GRADE, 2, review=False),
        Kind("unit.dismissed", UNIT, say("开除"), 0, GONE, review=False),
        Kind("public.warning", PUBLIC, say("政务警告"), 6, NOT_EXCELLENT),
        Kind("public.demerit", PUBLIC, say("政务记过"), 12, NO_GRADE, review=False),
        Kind("public.major", PUBLIC, say("政务记大过"), 18, NO_GRADE, review=False),
        Kind("public.lowered", PUBLIC, say("政务降级"), 24, NO_GRADE, 2, review=False),
        Kind("public.removed", PUBLIC, say("政务撤职"), 24, NO_GRADE, 2, review=False),
        Kind("public.dismissed", PUBLIC, say("政务开除"), 0, GONE, review=False),
        Kind("party.warning", PARTY, say("党内警告"), 12, NOT_EXCELLENT),
        Kind("party.serious", PARTY, say("党内严重警告"), 18, NOT_EXCELLENT),
        Kind("party.removed", PARTY, say("撤销党内职务"), 24, NOT_EXCELLENT),
        # Probation of one or two years, and two more years after the rights of a member are restored.
        Kind("party.probation1", PARTY, say("留党察看一年"), 36, NOT_EXCELLENT),
        Kind("party.probation2", PARTY, say("留党察看二年"), 48, NOT_EXCELLENT),
        Kind("party.expelled", PARTY, say("开除党籍"), 60, NOT_EXCELLENT),
        Kind("talk.admonition", TALK, say("诫勉"), 6, NOT_EXCELLENT),
    )
}
CLAUSES = {
    (UNIT, NOT_EXCELLENT): say("受警告处分的当年，年度考核不得确定为优秀档次（事业单位工作人员处分规定）"),
    (UNIT, NO_GRADE): say(
        "受记过处分的当年、受降低岗位等级处分的当年及次年，只写评语，不确定档次（事业单位工作人员处分规定）"
    ),
    (UNIT, GONE): say("已受开除处分，不参加年度考核"),
    (PUBLIC, NOT_EXCELLENT): say("受政务警告的当年，年度考核不得确定为优秀档次（参照事业单位工作人员处分规定）"),
    (PUBLIC, NO_GRADE): say("政务处分影响年度考核：只写评语，不确定档次（参照事业单位工作人员处分规定）"),
    (PUBLIC, GONE): say("已受政务开除处分，不参加年度考核"),
    (PARTY, NOT_EXCELLENT): say("受党纪处分的当年，年度考核不得确定为优秀档次；其他影响由组织人事部门另行确定"),
    (TALK, NOT_EXCELLENT): say("受到诫勉的当年，取消年度考核评优和评选先进的资格"),
}
NO_REVIEW = say("记过以上处分期内，不受理职称评审")
NO_HONOURS = say("处分期、影响期内，不参加评先评优")


@dataclass(frozen=True)
class Sanction:
    """One sanction in force as the rules see it; `lifted_on` its last day where it was lifted early."""

    id: int
    kind: str
    effective_on: date
    lifted_on: date | None = None


@dataclass(frozen=True)
class Term:
    """When a sanction runs: its last day (None: for ever), the months it has, and which one it joined."""

    sanction: Sanction
    begins: date
    ends: date | None
    months: int
    joins: int | None = None

    @property
    def kind(self) -> Kind:
        """What kind of sanction it is."""
        return KINDS[self.sanction.kind]

    def runs_on(self, day: date) -> bool:
        """Whether it has effect on a day; its last day belongs to it."""
        return self.begins <= day and (self.ends is None or day <= self.ends)

    def overlaps(self, first: date, last: date) -> bool:
        """Whether it has effect on any day from `first` to `last`."""
        return self.begins <= last and (self.ends is None or self.ends >= first)

    def state(self, day: date) -> str:
        """How it stands on a day."""
        if self.begins > day:
            return COMING
        if self.ends is None:
            return FINAL
        if day > self.ends:
            return LIFTED if self.sanction.lifted_on else ENDED
        return ENDING if self.left(day) <= WARN_DAYS else RUNNING

    def left(self, day: date) -> int:
        """How many days are left after a day; 0 where it is over or has no end."""
        return max(0, (self.ends - day).days) if self.ends else 0


def terms(sanctions: Iterable[Sanction]) -> tuple[Term, ...]:
    """The periods of one person's sanctions, oldest first, whatever order they come in.

    A sanction inside a running period of its family joins it: the rest and its own, at most 48 months from its day.
    """
    found: list[Term] = []
    for one in sorted(sanctions, key=lambda each: (each.effective_on, each.id)):
        found.append(_term(one, found))
    return tuple(found)


def _term(one: Sanction, earlier: list[Term]) -> Term:
    kind = KINDS[one.kind]
    if kind.final:
        return Term(one, one.effective_on, None, 0)
    running = _running(kind, one.effective_on, earlier)
    begins, months = one.effective_on, kind.months
    ends = months_after(running.ends if running and running.ends else begins, months)
    ends = min(ends, months_after(begins, max(MOST_MONTHS, months)))
    if one.lifted_on is not None:
        ends = min(ends, one.lifted_on)
    return Term(one, begins, ends, months, running.sanction.id if running else None)


def _running(kind: Kind, day: date, earlier: list[Term]) -> Term | None:
    """The period of the same family that lasts longest among those that run on a day."""
    if kind.family not in JOINING:
        return None
    same = (term for term in earlier if term.kind.family == kind.family and term.ends and term.runs_on(day))
    return max(same, key=lambda term: (term.ends or day, term.sanction.id), default=None)


@dataclass(frozen=True)
class Effect:
    """What a sanction does to the appraisal of a year, with its clause."""

    key: str
    sanction_id: int
    clause: Saying


def effects(sanctions: Iterable[Sanction], year: int) -> tuple[Effect, ...]:
    """What sanctions do to the appraisal of a year, the strictest first."""
    found = []
    for one in sanctions:
        kind, passed = KINDS[one.kind], year - one.effective_on.year
        if kind.effect and (0 <= passed < kind.years or (kind.final and passed > 0)):
            found.append(Effect(kind.effect, one.id, CLAUSES[kind.family, kind.effect]))
    return tuple(sorted(found, key=lambda each: (-STRICTNESS.index(each.key), each.sanction_id)))


def bars_review(found: Iterable[Term], day: date) -> Term | None:
    """The sanction because of which titles aren't reviewed on a day: the one that lasts longest; None for none."""
    return _longest(term for term in found if not term.kind.review and term.runs_on(day))


def bars_honours(found: Iterable[Term], first: date, last: date) -> Term | None:
    """The sanction because of which nobody is put up for honours from a day to a day; None for none."""
    return _longest(term for term in found if term.overlaps(first, last))


def _longest(found: Iterable[Term]) -> Term | None:
    return max(found, key=lambda term: (term.ends or date.max, term.sanction.id), default=None)


def check_days(decided_on: date, effective_on: date, today: date) -> None:
    """Refuse days that can't be: decided in future, effective before the decision or in a far year."""
    if decided_on > today:
        raise Refused("决定日期不能晚于今天")
    if effective_on < decided_on:
        raise Refused("生效日期不能早于决定日期 %(day)s", day=decided_on)
    if effective_on > months_after(today, 2):
        raise Refused("生效日期最多晚于今天两个月")


def check_follows(earlier: Iterable[Sanction], effective_on: date) -> None:
    """Refuse a sanction on somebody who was dismissed before."""
    for one in earlier:
        if KINDS[one.kind].final and one.effective_on <= effective_on:
            raise Refused("此人已于 %(day)s 被开除", day=one.effective_on)
