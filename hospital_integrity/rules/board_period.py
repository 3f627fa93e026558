"""The stretches of time by which the board is looked through: months, quarters, years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hospital_integrity.rules import period
from hospital_integrity.rules.saying import Saying, say

QUARTERS = (
    say("%(year)s 年第一季度"),
    say("%(year)s 年第二季度"),
    say("%(year)s 年第三季度"),
    say("%(year)s 年第四季度"),
)
YEAR, MONTH = say("%(year)s 年"), say("%(year)s 年 %(month)s 月")
SHAPE = re.compile(r"(20[0-9]{2})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a first to a last day; `value` is how an address writes it: 2026, 2026-Q3, 2026-07."""

    value: str
    first: date
    last: date
    name: Saying


def read_stretch(text: str) -> Stretch | None:
    """The stretch that an address means; None when it means none."""
    found = SHAPE.fullmatch(text)
    if found is None:
        return None
    year, quarter, month = int(found[1]), found[2], found[3]
    if quarter:
        return _stretch(text, year, int(quarter) * 3 - 2, 3, QUARTERS[int(quarter) - 1])
    return _stretch(text, year, int(month), 1, MONTH) if month else _stretch(text, year, 1, 12, YEAR)


def _stretch(value: str, year: int, month: int, months: int, name: Saying) -> Stretch:
    first = date(year, month, 1)
    last = period.months_after(first, months) - timedelta(days=1)
    return Stretch(value, first, last, Saying(name.text, {"year": str(year), "month": str(month)}))


def quarter_of(day: date) -> str:
    """How an address writes the quarter of a day."""
    return f"{day.year}-Q{period.term_of(day, 4) + 1}"


def offered(today: date) -> list[Stretch]:
    """What the switch offers: this quarter and the four before it, this month and the one before, two years."""
    starts = [period.months_after(date(today.year, today.month, 1), -3 * back) for back in range(5)]
    months = [f"{day:%Y-%m}" for day in (today, period.months_after(date(today.year, today.month, 1), -1))]
    values = [*map(quarter_of, starts), *months, str(today.year), str(today.year - 1)]
    return [found for value in values if (found := read_stretch(value))]
