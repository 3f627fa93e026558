"""Windows: proposed by the edition, in order, without overlaps, and what is said outside of them."""

from __future__ import annotations

from datetime import date

import pytest

from hospital_integrity.rules.period import day_in
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.windows import Window, check_open, check_windows, moved, proposed
from hospital_integrity.rules.workdays import Calendar
from tests.rules.editions import shipped

SCHEME = shipped("default-2026").schemes["staff"]
PLAIN = Calendar({}, frozenset({2026, 2027}))
DEPARTMENT = SCHEME.stages[1]


def days(first: str, last: str) -> Window:
    return Window(date.fromisoformat(first), date.fromisoformat(last))


PROPOSED = proposed(SCHEME, 2026, PLAIN)


def test_the_edition_proposes_every_window() -> None:
    assert PROPOSED["events"] == days("2026-01-01", "2026-12-31")
    assert PROPOSED["self"] == days("2026-12-01", "2026-12-24")
    assert PROPOSED["notice"] == days("2027-02-01", "2027-02-05")
    assert PROPOSED["objection"] == days("2027-02-01", "2027-02-26")


def test_what_is_proposed_is_sound() -> None:
    check_windows(SCHEME, 2026, PROPOSED)


def test_without_next_years_holidays_the_notice_has_no_days_yet() -> None:
    assert "notice" not in proposed(SCHEME, 2026, Calendar({}, frozenset({2026})))


@pytest.mark.parametrize(
    ("key", "window", "words"),
    [
        ("self", days("2026-12-24", "2026-12-01"), "早于第一天"),
        ("self", days("2025-12-01", "2026-12-24"), "应在 2026 年初"),
        ("events", days("2026-01-01", "2027-01-31"), "属于下一年度"),
        ("department", days("2026-11-01", "2026-12-31"), "先后顺序"),
        ("office", days("2026-12-31", "2027-01-31"), "重叠"),
        ("notice", days("2027-01-31", "2027-02-05"), "结束之后"),
        ("objection", days("2027-02-01", "2027-02-02"), "异议处理不能早于"),
    ],
)
def test_windows_that_stand_in_each_others_way_are_refused(key, window, words) -> None:
    with pytest.raises(Refused, match=words):
        check_windows(SCHEME, 2026, {**PROPOSED, key: window})


def test_the_last_day_of_february_is_moved_to_one_that_exists() -> None:
    assert moved({"self": days("2028-02-29", "2028-03-01")}, 1)["self"] == days("2029-02-28", "2029-03-01")


@pytest.mark.parametrize(("day", "words"), [("2026-11-30", "还没有开始"), ("2027-01-01", "已经截止")])
def test_outside_of_its_window_a_stage_says_its_days(day, words) -> None:
    with pytest.raises(Refused, match=f"{words}：从 2026-12-01 到 2026-12-31"):
        check_open(DEPARTMENT, PROPOSED["department"], date.fromisoformat(day))


@pytest.mark.parametrize("text", ["12-32", "1-01", "next 13-01", "", "１２-24", "12/24"])
def test_a_day_is_written_in_one_way(text) -> None:
    with pytest.raises(ValueError):
        day_in(text, 2026)
