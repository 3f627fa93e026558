"""The star of today, and the line of stars over the years."""

from __future__ import annotations

from datetime import date

import pytest

from hospital_integrity.rules.current_star import Awarded, Decision, Limit, star_now
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.star_line import path, star_line, turns
from hospital_integrity.rules.transition import REMOVED, RESUMED, SUSPENDED, between_awards, transition

AWARDED = Awarded(2025, 4, date(2026, 1, 8), 1)
JUNE, JULY = date(2026, 6, 10), date(2026, 7, 1)
WARNING = Limit("廉政谈话", 2026, 3, 7, JUNE)
VETO = Limit("查实收受红包", 2026, 0, 8, JUNE)


def suspended(number: int = 1) -> Decision:
    return Decision(number, SUSPENDED, JUNE, 0)


def test_an_award_holds_while_nothing_happens() -> None:
    assert (star_now(AWARDED, [], [], JULY).stars, star_now(AWARDED, [], [], JULY).is_limited) == (4, False)


@pytest.mark.parametrize(("limit", "stars"), [(WARNING, 3), (VETO, 0)], ids=["warning", "veto"])
def test_an_indicator_takes_effect_on_its_day(limit: Limit, stars: int) -> None:
    assert star_now(AWARDED, [], [limit], date(2026, 6, 9)).stars == 4
    assert star_now(AWARDED, [], [limit], JUNE).stars == stars


def test_a_warning_that_was_dealt_with_limits_nothing_from_that_day_on() -> None:
    closed = Limit("廉政谈话", 2026, 3, 7, JUNE, ends=JULY)
    assert [star_now(AWARDED, [], [closed], day).stars for day in (date(2026, 6, 30), JULY)] == [3, 4]


def test_an_indicator_that_the_award_has_weighed_counts_once() -> None:
    weighed = Limit("廉政谈话", 2025, 3, 7, date(2025, 6, 10))
    assert star_now(AWARDED, [], [weighed], JULY).stars == 4


def test_a_suspended_star_comes_back_when_it_is_resumed() -> None:
    back = Decision(2, RESUMED, JULY, 4)
    assert star_now(AWARDED, [suspended()], [], JULY).standing == SUSPENDED
    assert star_now(AWARDED, [suspended(), back], [], JULY).stars == 4


def test_whichever_order_decisions_come_in_the_last_number_holds() -> None:
    back = Decision(2, RESUMED, JULY, 4)
    assert star_now(AWARDED, [back, suspended()], [], JULY) == star_now(AWARDED, [suspended(), back], [], JULY)


@pytest.mark.parametrize(
    ("verb", "awarded", "standing", "stars"),
    [(SUSPENDED, 4, "", 0), (REMOVED, 4, "", 0), (REMOVED, 4, SUSPENDED, 0), (RESUMED, 4, SUSPENDED, 4)],
)
def test_what_a_decision_leaves(verb: str, awarded: int, standing: str, stars: int) -> None:
    assert between_awards(verb, awarded, standing) == stars


@pytest.mark.parametrize(
    ("verb", "awarded", "standing", "words"),
    [
        (SUSPENDED, 0, "", "没有星"),
        (SUSPENDED, 4, SUSPENDED, "已经暂停"),
        (SUSPENDED, 4, REMOVED, "已经摘除"),
        (REMOVED, 4, REMOVED, "已经摘除"),
        (RESUMED, 4, "", "不用恢复"),
        ("raised", 4, "", "只能"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(verb: str, awarded: int, standing: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        between_awards(verb, awarded, standing)


@pytest.mark.parametrize(
    ("last", "stars", "moved"),
    [(None, 3, "gained"), (3, 4, "raised"), (4, 4, "kept"), (5, 3, "lowered"), (4, 0, "removed"), (0, 0, "none")],
)
def test_every_move_from_award_to_award_has_its_name(last: int | None, stars: int, moved: str) -> None:
    assert transition("department", last, stars) == moved


def test_the_line_turns_at_awards_decisions_and_indicators() -> None:
    first = Awarded(2024, 3, date(2025, 1, 8), None)
    found = turns([(first, "gained"), (AWARDED, "raised")], {2025: [suspended()]}, [VETO], JULY)
    assert [(turn.year, turn.stars, str(turn.what)) for turn in found] == [
        (2024, 3, "新获"),
        (2025, 4, "晋升"),
        (0, 0, "暂停"),
        (0, 0, "否决"),
    ]
    assert found[0].imported


def test_the_line_begins_at_the_left_and_ends_today() -> None:
    points = star_line(turns([(AWARDED, "gained")], {}, [WARNING], JULY), JULY)
    assert path(points) == "M44 64H541V92H736"


def test_nobody_without_awards_has_a_line() -> None:
    assert path(star_line([], JULY)) == ""
