"""Who is assessed: hired before the year, not away for more than half of it, at home in a department."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hospital_integrity.rules.assessed import EVERYBODY, Assessed, Away, Tenure, days_away, why_not

YEAR, LAST = 2026, date(2026, 12, 31)
LONG_AGO = date(2015, 7, 1)


def away(first: str, last: str | None) -> Away:
    return Away(date.fromisoformat(first), date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        ([], 0),
        ([away("2026-01-01", "2026-12-31")], 365),
        ([away("2025-11-01", "2026-01-31")], 31),
        ([away("2026-12-01", None)], 31),
        ([away("2026-03-01", "2026-03-31"), away("2026-03-15", "2026-04-15")], 46),
        ([away("2026-03-01", "2026-05-31"), away("2026-04-01", "2026-04-30")], 92),
        ([away("2025-01-01", "2025-12-31"), away("2027-01-01", None)], 0),
    ],
)
def test_days_of_the_year_count_once(spans, days) -> None:
    assert days_away(spans, YEAR) == days_away(reversed(spans), YEAR) == days


@pytest.mark.parametrize(
    ("tenure", "words"),
    [
        (Tenure(LONG_AGO), None),
        (Tenure(date(2025, 12, 31)), None),
        (Tenure(date(2026, 1, 1)), "当年入职"),
        (Tenure(LONG_AGO, date(2026, 12, 30)), "已离职"),
        (Tenure(LONG_AGO, LAST), None),
        (Tenure(LONG_AGO, homed=False), "不属于任何科室"),
        (Tenure(LONG_AGO, away=(away("2026-01-01", "2026-07-01"),)), None),
        (Tenure(LONG_AGO, away=(away("2026-01-01", "2026-07-02"),)), "全年离岗 183 天，超过全年的 50%"),
    ],
)
def test_who_is_left_out_is_told_why(tenure, words) -> None:
    found = why_not(EVERYBODY, tenure, YEAR, LAST)
    assert (found is None) if words is None else (words in str(found))


def test_an_edition_may_take_newcomers_and_another_share() -> None:
    rule = Assessed(newcomers=True, absent=Decimal(25))
    assert why_not(rule, Tenure(date(2026, 5, 1)), YEAR, LAST) is None
    assert why_not(rule, Tenure(LONG_AGO, away=(away("2026-01-01", "2026-04-02"),)), YEAR, LAST) is not None
