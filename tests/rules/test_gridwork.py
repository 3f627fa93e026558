"""Duties of grid members: opening and due days, what a month's cell says, when a department is silent."""

from __future__ import annotations

from datetime import date

import pytest

from hospital_integrity.rules import gridwork
from hospital_integrity.rules.gridwork import Handed, Stay
from hospital_integrity.rules.saying import Refused

OCTOBER, DECEMBER = date(2026, 10, 1), date(2026, 12, 1)
ALWAYS = Stay(date(2020, 1, 1), None)


@pytest.mark.parametrize(
    ("first", "opens", "due"),
    [
        (OCTOBER, date(2026, 10, 25), date(2026, 11, 5)),
        (DECEMBER, date(2026, 12, 25), date(2027, 1, 5)),
        (date(2028, 2, 1), date(2028, 2, 25), date(2028, 3, 5)),
    ],
)
def test_a_month_opens_and_is_due(first, opens, due):
    assert (gridwork.opens_on(first), gridwork.due_on(first)) == (opens, due)


@pytest.mark.parametrize(("day", "late"), [(5, False), (6, True)])
def test_the_due_day_itself_is_on_time(day, late):
    assert gridwork.is_late(OCTOBER, date(2026, 11, day)) is late


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (9, 3), (10, 4), (12, 4)])
def test_months_have_their_quarter(month, quarter):
    assert gridwork.quarter_of(date(2026, month, 1)) == quarter


@pytest.mark.parametrize(
    ("stay", "owes", "served"),
    [
        (ALWAYS, True, date(2026, 10, 31)),
        (Stay(date(2026, 10, 31), None), True, date(2026, 10, 31)),
        (Stay(date(2020, 1, 1), date(2026, 10, 30)), False, date(2026, 10, 30)),
        (Stay(date(2020, 1, 1), date(2026, 9, 30)), False, None),
        (Stay(date(2026, 11, 1), None), False, None),
    ],
)
def test_who_serves_on_the_last_day_owes_the_month(stay, owes, served):
    assert (gridwork.owes(OCTOBER, [stay]), gridwork.last_served(OCTOBER, [stay])) == (owes, served)


@pytest.mark.parametrize(
    ("today", "handed", "cell"),
    [
        (date(2026, 10, 24), None, ""),
        (date(2026, 10, 25), None, "due"),
        (date(2026, 11, 5), None, "due"),
        (date(2026, 11, 6), None, "missing"),
        (date(2026, 11, 6), Handed(late=False, zero=True), "zero"),
        (date(2026, 11, 6), Handed(late=True, zero=True), "late"),
        (date(2026, 11, 6), Handed(late=False, zero=False), "on_time"),
    ],
)
def test_a_cell_says_how_a_month_stands(today, handed, cell):
    assert gridwork.cell(OCTOBER, True, handed, today) == cell


def test_a_month_that_is_not_owed_is_not_missing():
    assert gridwork.cell(OCTOBER, False, None, date(2027, 1, 1)) == ""


@pytest.mark.parametrize(
    ("cells", "worst"),
    [(["zero", "missing"], "missing"), (["on_time", "late"], "late"), (["zero", "on_time"], "on_time"), ([], "vacant")],
)
def test_of_several_members_the_worst_is_shown(cells, worst):
    assert gridwork.worst(cells) == worst


@pytest.mark.parametrize(
    ("cells", "silent"),
    [
        (["zero", "missing", "missing", "", ""], True),
        (["zero", "missing", "vacant", "due", ""], True),
        (["missing", "missing", "late", "", ""], False),
        (["missing", "zero", "missing"], False),
        (["missing", "", ""], False),
        ([], False),
    ],
)
def test_two_months_without_a_sign_are_silence(cells, silent):
    assert gridwork.is_silent(cells) is silent


def test_the_day_of_a_report_is_never_in_the_future():
    assert gridwork.check_hand_in(OCTOBER, [ALWAYS], date(2026, 10, 26)) == date(2026, 10, 26)


@pytest.mark.parametrize("today", [date(2026, 9, 30), date(2026, 10, 24)])
def test_a_report_before_its_time_is_refused(today):
    with pytest.raises(Refused):
        gridwork.check_hand_in(OCTOBER, [ALWAYS], today)
