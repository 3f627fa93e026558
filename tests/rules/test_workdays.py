"""Working days across holidays and make-up days; what isn't known is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.workdays import HOLIDAY, WORKDAY, Calendar, check_day, overlaid

GOLDEN_WEEK = {date(2025, 10, day): HOLIDAY for day in range(1, 9)}
MAKE_UP = {date(2025, 9, 28): WORKDAY, date(2025, 10, 11): WORKDAY}
AUTUMN = Calendar({**GOLDEN_WEEK, **MAKE_UP}, frozenset({2025}))
REPORTED = date(2025, 9, 26)


@pytest.mark.parametrize(("count", "last"), [(1, date(2025, 9, 28)), (5, date(2025, 10, 10)), (15, date(2025, 10, 23))])
def test_a_term_across_the_golden_week_ends_when_it_should(count: int, last: date) -> None:
    assert AUTUMN.add_working_days(REPORTED, count) == last


def test_a_year_that_is_not_covered_is_refused_and_never_guessed() -> None:
    with pytest.raises(Refused, match="2026 年的放假安排"):
        AUTUMN.add_working_days(date(2025, 12, 30), 5)


def test_a_term_within_a_covered_year_needs_no_other_year() -> None:
    assert AUTUMN.add_working_days(date(2025, 12, 30), 1) == date(2025, 12, 31)


def test_the_last_day_of_a_term_counts_its_first_day() -> None:
    assert AUTUMN.last_day_of(date(2025, 9, 28), 5) == date(2025, 10, 10)


def test_a_term_that_begins_on_a_holiday_counts_from_the_next_working_day() -> None:
    assert AUTUMN.last_day_of(date(2025, 10, 1), 1) == date(2025, 10, 9)


def test_working_days_of_a_span_are_those_a_term_would_take() -> None:
    assert AUTUMN.working_days(REPORTED + timedelta(days=1), date(2025, 10, 23)) == 15


@pytest.mark.parametrize("count", [0, -1, 401])
def test_a_term_has_a_sensible_length(count: int) -> None:
    with pytest.raises(ValueError, match="working days"):
        AUTUMN.add_working_days(REPORTED, count)


def test_a_later_plain_day_takes_a_mark_away() -> None:
    assert overlaid(MAKE_UP, {date(2025, 9, 28): "plain"}) == {date(2025, 10, 11): WORKDAY}


def test_a_weekday_is_no_make_up_day() -> None:
    with pytest.raises(Refused, match="本来就是上班"):
        check_day(date(2025, 9, 26), WORKDAY)
