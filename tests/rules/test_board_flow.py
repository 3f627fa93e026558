"""The way to publication: whose step it is, what it waits for, who has to keep out; the clocks; the clause sets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hospital_integrity.rules import board_clock, clauses
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.board_flow import Actor, Case, Hearing
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.workdays import Calendar

DUE = date(2026, 11, 27)
SERVED = Case(flow.SERVED, 20, frozenset({6, 7}), {1: flow.DRAFTER, 2: flow.CHECKER}, Hearing(DUE))
DECIDER = Actor(4, 40, frozenset({8}))
JUDGING = (flow.CHECKER, flow.ANSWERER, flow.DECIDER, flow.REVIEWER)


def after(case: Case = SERVED, **hearing: object) -> Case:
    return Case(case.state, case.subject, case.departments, case.hands, Hearing(**{"due_on": DUE, **hearing}))


@pytest.mark.parametrize("part", JUDGING)
@pytest.mark.parametrize(
    ("actor", "why"),
    [
        (Actor(1, 10, frozenset()), "起草"),
        (Actor(5, 20, frozenset()), "本人"),
        (Actor(5, 50, frozenset({7})), "科室"),
        (Actor(None, None, frozenset()), "登录"),
    ],
)
def test_drafter_subject_and_own_department_judge_nothing(part, actor, why):
    assert why in str(flow.hindrance(part, SERVED, actor))


@pytest.mark.parametrize("held", flow.PARTS)
@pytest.mark.parametrize("part", JUDGING)
def test_nobody_has_two_parts_but_anybody_keeps_the_one_he_has(held, part):
    case = Case(flow.SERVED, 20, frozenset({6}), {4: held})
    assert (flow.hindrance(part, case, DECIDER) is None) == (held == part)


@pytest.mark.parametrize("held", [flow.DRAFTER, flow.COLLECTOR])
def test_who_drafted_may_carry_the_notice(held):
    assert flow.hindrance(flow.SERVER, Case(flow.CHECKED, 20, frozenset({6}), {4: held}), DECIDER) is None


@pytest.mark.parametrize(
    ("part", "state"),
    [(flow.CHECKER, "draft"), (flow.SERVER, "checked"), (flow.ANSWERER, "served"), (flow.DECIDER, "served")],
)
@pytest.mark.parametrize("now", flow.STATES)
def test_every_step_has_its_turn(part, state, now):
    case = Case(now, 20, frozenset({6}), {}, Hearing(DUE, flow.OBJECT if part == flow.ANSWERER else flow.AGREE))
    assert flow.may_take(part, case, DECIDER, DUE) == (now == state)


def test_the_last_day_of_a_notice_belongs_to_the_person_whole():
    assert "到 2026-11-27 为止" in str(flow.waits(SERVED.hearing, DUE))
    assert flow.waits(SERVED.hearing, DUE + timedelta(days=1)) is None


def test_who_agrees_need_not_be_waited_for():
    assert flow.waits(Hearing(DUE, flow.AGREE), date(2026, 11, 20)) is None


@pytest.mark.parametrize("answer", [flow.CORRECT, flow.OBJECT])
def test_an_open_objection_outlasts_the_term(answer):
    late = DUE + timedelta(days=90)
    assert "还没有答复" in str(flow.waits(Hearing(DUE, answer), late))
    assert flow.waits(Hearing(DUE, answer, flow.KEPT), late) is None


def test_an_objection_answered_in_time_doesn_t_shorten_the_term():
    assert flow.waits(Hearing(DUE, flow.OBJECT, flow.KEPT), DUE) is not None


def test_nothing_is_published_unserved():
    with pytest.raises(Refused, match="还没有告知"):
        flow.demand(flow.DECIDER, Case(flow.CHECKED, 20, frozenset()), DECIDER, DUE)


@pytest.mark.parametrize(
    ("hearing", "state", "day", "why"),
    [
        (Hearing(DUE), "served", DUE, None),
        (Hearing(DUE), "served", DUE + timedelta(days=1), "已不能提出"),
        (Hearing(DUE, flow.AGREE), "served", DUE, "已经答复过"),
        (Hearing(DUE), "published", DUE, "已经办结"),
        (Hearing(), "returned", DUE, "已经办结"),
    ],
)
def test_a_notice_is_answered_once_and_in_time(hearing, state, day, why):
    found = flow.answerable(hearing, state, day)
    assert found is None if why is None else why in str(found)


@pytest.mark.parametrize("held", [flow.CHECKER, flow.ANSWERER, flow.DECIDER])
def test_who_judged_may_take_it_off_the_board(held):
    case = Case(flow.PUBLISHED, 20, frozenset({6}), {4: held})
    assert flow.hindrance_to_withdraw(case, DECIDER) is None


def test_its_author_may_not_take_it_off_the_board():
    assert flow.hindrance_to_withdraw(Case("published", 20, frozenset({6}), {4: flow.DRAFTER}), DECIDER) is not None


MARKS = {date(2026, 10, day): "holiday" for day in range(1, 8)} | {date(2026, 10, 10): "workday"}
CALENDAR = Calendar(MARKS, frozenset({2026}))


@pytest.mark.parametrize(
    ("since", "due"),
    [
        (date(2026, 11, 20), date(2026, 11, 27)),
        (date(2026, 9, 30), date(2026, 10, 13)),  # a week of holidays, a Saturday worked instead
        (date(2026, 10, 9), date(2026, 10, 15)),
    ],
)
def test_a_term_counts_working_days_only(since, due):
    assert board_clock.due(CALENDAR, board_clock.FACTUAL_CHECK, since) == due


def test_a_deadline_in_an_unknown_year_is_not_guessed():
    with pytest.raises(Refused, match="2027"):
        board_clock.due(CALENDAR, board_clock.FACTUAL_CHECK, date(2026, 12, 29))


@pytest.mark.parametrize(
    ("value", "day", "good"),
    [
        ("nine2013-9", date(2021, 11, 11), True),
        ("nine2013-9", date(2021, 11, 12), False),
        ("nine2021-8", date(2021, 11, 11), False),
        ("nine2021-8", date(2021, 11, 12), True),
        ("ethics2025-3", date(2025, 7, 31), False),
        ("ethics2025-3", date(2025, 8, 1), True),
        ("conduct2012-7", date(2026, 1, 1), True),
        ("nine2021-10", date(2026, 1, 1), False),
        ("nine2021-８", date(2026, 1, 1), False),
        ("", date(2026, 1, 1), False),
    ],
)
def test_a_criticism_names_a_clause_in_force_on_the_day_of_the_act(value, day, good):
    if good:
        assert clauses.check_clause("black", value, day).value == value
    else:
        with pytest.raises(Refused):
            clauses.check_clause("black", value, day)


def test_a_praise_needs_no_clause():
    assert clauses.check_clause("red", "", date(2026, 1, 1)) is None


def test_only_one_of_the_two_nines_is_ever_offered():
    days = [date(2021, 11, 11), date(2021, 11, 12)]
    assert [{one.code.key for one in clauses.clauses(day)} & {"nine2013", "nine2021"} for day in days] == [
        {"nine2013"},
        {"nine2021"},
    ]
