"""The clocks of a case, in working days that begin on the day after; a year the calendar lacks is said, not guessed.

Sources: 《纪检监察机关处理检举控告工作规则》 (2020): passed on or accepted in 5, a named reporter told of acceptance in
15 and of the result in 15 after completion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hospital_integrity.rules.intake import COMPLAINT, MESSAGE, PACKET
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.workdays import Calendar

PASSING, ACCEPTANCE, RESULT = "passing", "acceptance", "result"
WORKING_DAYS: Mapping[str, int] = {PASSING: 5, ACCEPTANCE: 15, RESULT: 15}
NAMES: Mapping[str, Saying] = {
    PASSING: say("转办或受理"),
    ACCEPTANCE: say("告知受理"),
    RESULT: say("告知结果"),
}
DONE, LATE, WAITING, OVERDUE, UNKNOWN = "done late waiting overdue unknown".split()
CLOCK_STATES: Mapping[str, Saying] = {
    DONE: say("按期完成"),
    LATE: say("超期完成"),
    WAITING: say("办理中"),
    OVERDUE: say("已超期"),
    UNKNOWN: say("期限无法计算"),
}


@dataclass(frozen=True, slots=True)
class Course:
    """When what was done with a case, as far as it has a clock."""

    kind: str
    named: bool
    received_on: date
    passed_on: date | None = None
    accepted_on: date | None = None
    decided_on: date | None = None
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One term: since when, its last day (None with `why` where it can't be computed), and when it was met."""

    key: str
    since: date
    due: date | None
    done: date | None
    why: Saying | None = None

    def state(self, today: date) -> str:
        """How it stands today; the last day belongs to the term whole."""
        if self.due is None:
            return DONE if self.done else UNKNOWN
        if self.done is not None:
            return DONE if self.done <= self.due else LATE
        return WAITING if today <= self.due else OVERDUE


def clocks(course: Course, calendar: Calendar) -> list[Clock]:
    """Every clock that runs or ran for a case, in order."""
    return [_clock(key, since, done, calendar) for key, since, done in _terms(course)]


def next_due(course: Course, calendar: Calendar, today: date) -> Clock | None:
    """The open clock that ends first, or None; one that can't be computed comes before all."""
    open_ones = [one for one in clocks(course, calendar) if one.state(today) in (WAITING, OVERDUE, UNKNOWN)]
    return min(open_ones, key=lambda one: one.due or date.min, default=None)


def _terms(course: Course) -> Iterator[tuple[str, date, date | None]]:
    steps = [day for day in (course.passed_on, course.accepted_on, course.decided_on) if day]
    if course.kind != PACKET:
        yield PASSING, course.received_on, min(steps, default=None)
    if course.named and course.kind in (COMPLAINT, MESSAGE):
        yield ACCEPTANCE, course.received_on, course.accepted_on or course.told_on
        if course.decided_on:
            yield RESULT, course.decided_on, course.told_on


def _clock(key: str, since: date, done: date | None, calendar: Calendar) -> Clock:
    try:
        return Clock(key, since, calendar.add_working_days(since, WORKING_DAYS[key]), done)
    except Refused as refused:
        return Clock(key, since, None, done, refused.saying)
