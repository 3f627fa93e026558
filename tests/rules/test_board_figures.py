"""A year of the board in figures."""

from __future__ import annotations

from datetime import date

from hospital_integrity.rules.board_figures import Count, Done, Published, by_quarter, counted, span
from hospital_integrity.rules.saying import say

NAME = say("起草到发布")


def row(colour: str = "red", kind: str = "letter", month: int = 5, *, stands: bool = True) -> Published:
    return Published(colour, kind, 7, "clinical", date(2026, 1, 1), date(2026, month, 3), stands)


def test_entries_that_stand_are_counted_by_kind_the_most_first():
    rows = [row("black", "complaint"), row(), row(), row(stands=False)]
    assert list(counted(rows, lambda one: one.kind).items()) == [("letter", Count(2, 0)), ("complaint", Count(0, 1))]


def test_every_quarter_is_told_also_an_empty_one():
    assert [one.total for one in by_quarter([row(month=1), row(month=12), row("black", month=12)]).values()] == [
        1,
        0,
        0,
        2,
    ]


def test_a_span_tells_the_middle_the_longest_and_the_late():
    days = [Done(date(2026, 3, 1), date(2026, 3, day), date(2026, 3, 10)) for day in (1, 5, 11)]
    found = span(NAME, days)
    assert (found.number, found.middle, found.longest, found.late) == (3, 4, 10, 1)


def test_a_step_that_was_never_done_has_no_days():
    assert (span(NAME, []).number, span(NAME, []).middle) == (0, None)


def test_a_step_without_a_last_day_is_never_late():
    assert span(NAME, [Done(date(2026, 3, 1), date(2026, 3, 2))]).late is None
