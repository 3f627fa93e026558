"""Who belonged where for how long: spans of days with both ends included, an open end being None."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """From a day to a day in a place (a department's id)."""

    place: int
    from_day: date
    to_day: date | None

    def days_in(self, year: int) -> int:
        """How many days of a calendar year the span covers."""
        first, last = max(self.from_day, date(year, 1, 1)), min(self.to_day or date.max, date(year, 12, 31))
        return max((last - first).days + 1, 0)


def longest_home(spans: Iterable[Span], year: int) -> int | None:
    """The place of most days in the year, several stays added up; of two alike the later one; None without a day."""
    days: dict[int, int] = {}
    latest: dict[int, date] = {}
    for span in spans:
        if span.days_in(year):
            days[span.place] = days.get(span.place, 0) + span.days_in(year)
            latest[span.place] = max(latest.get(span.place, date.min), span.from_day)
    return max(days, key=lambda place: (days[place], latest[place]), default=None)
