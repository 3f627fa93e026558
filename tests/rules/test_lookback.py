"""When a star is looked back at, and what a row of past years must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hospital_integrity.rules.lookback import full_check_day, half_year_day
from hospital_integrity.rules.past_stars import PastResult, as_result, faults
from tests.rules.editions import shipped

ROW = PastResult(5, "department", 1, "心内科", 2023, 3, "江一医纪〔2024〕3号", date(2024, 1, 12), "档案柜")
TODAY = date(2026, 11, 20)
SCHEME = shipped("default-2026").schemes["department"]


def test_half_a_year_is_counted_in_months() -> None:
    assert half_year_day(date(2026, 8, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("stars", "checked", "due"),
    [
        ([(2024, 3), (2025, 4)], [], date(2026, 12, 31)),
        ([(2023, 3), (2024, 0), (2025, 4)], [], date(2027, 12, 31)),
        ([(2024, 3), (2025, 4)], [2026], date(2028, 12, 31)),
        ([(2024, 3), (2025, 0)], [], None),
        ([], [], None),
    ],
    ids=["two years of stars", "a new run", "checked", "no star", "never rated"],
)
def test_a_full_check_is_due_two_years_after_the_last(stars, checked, due) -> None:
    assert full_check_day(replace(SCHEME, recheck_years=2), stars, checked) == due


def test_an_edition_may_ask_for_no_full_check() -> None:
    assert full_check_day(replace(SCHEME, recheck_years=0), [(2025, 4)], []) is None


def test_a_past_result_as_it_should_be_has_no_fault() -> None:
    assert faults([ROW], TODAY, set()) == []


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (replace(ROW, year=2026, decided_on=date(2026, 1, 8)), "year", "年度应在"),
        (replace(ROW, year=2010), "year", "年度应在"),
        (replace(ROW, year=2025, decided_on=date(2026, 1, 8)), "year", "已在本系统评定"),
        (replace(ROW, decided_on=date(2022, 12, 31)), "decided_on", "决定日期"),
        (replace(ROW, decided_on=date(2026, 11, 21)), "decided_on", "决定日期"),
    ],
    ids=["this year", "too long ago", "awarded here", "decided before", "not yet decided"],
)
def test_what_is_wrong_with_a_past_result_is_said_with_its_place(row: PastResult, column: str, words: str) -> None:
    (fault,) = faults([row], TODAY, {("department", 2025)})
    assert (fault.row, fault.column, words in str(fault.saying)) == (5, column, True)


def test_a_year_stands_once_for_each_subject() -> None:
    assert [fault.row for fault in faults([ROW, replace(ROW, row=6)], TODAY, set())] == [6]


def test_a_row_comes_back_from_its_plain_form() -> None:
    plain = {**vars(ROW), "decided_on": "2024-01-12"}
    assert as_result(plain) == ROW
