"""Working days: weekdays but for holidays, and the weekend days that are worked instead.

Holidays and make-up days are announced for one year at a time (国务院办公厅 节假日安排). A year that isn't in the
calendar is refused: a deadline is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hospital_integrity.rules.saying import Refused, say

HOLIDAY, WORKDAY, PLAIN = "holiday", "workday", "plain"
DAY_KINDS = {HOLIDAY: say("放假"), WORKDAY: say("调休上班"), PLAIN: say("照常（周一至周五上班）")}
MOST_DAYS = 400
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """`marks` says of a day whether it is a holiday or worked instead; `years` are those known completely."""

    marks: Mapping[date, str]
    years: frozenset[int]

    def is_working_day(self, day: date) -> bool:
        """Whether a day is worked; Refused when its year isn't covered."""
        if day.year not in self.years:
            raise Refused("工作日历还没有 %(year)s 年的放假安排，期限无法计算，请先补录", year=day.year)
        mark = self.marks.get(day, PLAIN)
        return mark == WORKDAY or (mark == PLAIN and day.weekday() < 5)

    def add_working_days(self, day: date, count: int) -> date:
        """The last day of a term of `count` working days that begins on the day after `day`."""
        if not 0 < count <= MOST_DAYS:
            raise ValueError(f"a term of {count} working days")
        while count:
            day += ONE_DAY
            count -= self.is_working_day(day)
        return day

    def working_days(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both included."""
        span = range((last - first).days + 1)
        return sum(self.is_working_day(first + ONE_DAY * number) for number in span)

    def last_day_of(self, first: date, count: int) -> date:
        """The last day of a term of `count` working days whose first day, worked or not, is `first`."""
        return self.add_working_days(first - ONE_DAY, count)

    def missing(self, year: int) -> bool:
        """Whether a year's holidays are still unknown."""
        return year not in self.years


def overlaid(base: Mapping[date, str], changes: Mapping[date, str]) -> dict[date, str]:
    """The marks of `base` with later changes on top; a plain day is no mark."""
    return {day: kind for day, kind in {**base, **changes}.items() if kind != PLAIN}


def check_day(day: date, kind: str) -> None:
    """Refuse a mark that says nothing or is against the shape of the week."""
    if kind == WORKDAY and day.weekday() < 5:
        raise Refused("%(day)s 本来就是上班的日子，不用登记为调休上班", day=day.isoformat())
