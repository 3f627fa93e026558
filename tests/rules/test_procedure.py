"""The steps of a year's decision: what comes next, and who may not take it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hospital_integrity.rules.procedure import (
    ANNOUNCE,
    ANSWER,
    CHECK,
    CONFIRM,
    NOTICE,
    PASSED,
    PROPOSER,
    RENEW,
    RETURNED,
    Course,
    answer_days,
    notice_names,
    require_other,
    results_digest,
)
from hospital_integrity.rules.saying import Refused
from tests.rules.editions import shipped

SHIPPED = shipped("default-2026")
LAST = date(2027, 1, 12)
AFTER = date(2027, 1, 13)


@pytest.mark.parametrize(
    ("course", "step"),
    [
        (Course(0), CONFIRM),
        (Course(0, RETURNED), RETURNED),
        (Course(5), CHECK),
        (Course(5, RETURNED, LAST), RETURNED),
        (Course(5, PASSED), ANNOUNCE),
        (Course(5, PASSED, AFTER), NOTICE),
        (Course(5, PASSED, LAST, 1), ANSWER),
        (Course(5, PASSED, LAST, 1, upheld=True), ANSWER),
        (Course(5, PASSED, LAST, 0, upheld=True), RENEW),
        (Course(5, PASSED, LAST), CONFIRM),
    ],
)
def test_what_a_proposal_waits_for(course: Course, step: str) -> None:
    assert course.step(AFTER) == step


def test_the_last_day_of_a_notice_belongs_to_it_whole() -> None:
    assert Course(5, PASSED, LAST).step(LAST) == NOTICE
    with pytest.raises(Refused, match="公示期还没有结束"):
        Course(5, PASSED, LAST).demand(CONFIRM, LAST)


def test_results_are_the_same_whatever_their_order_and_differ_by_a_level() -> None:
    first = {("department", 1): "3", ("grid", 2): "4"}
    assert results_digest(first) == results_digest(dict(reversed(first.items())))
    assert results_digest(first) != results_digest({**first, ("grid", 2): "5"})


def test_who_had_a_part_is_refused_and_a_command_had_none() -> None:
    parts = {PROPOSER: {7}}
    require_other(parts, 8, [PROPOSER])
    require_other(parts, None, [PROPOSER])
    with pytest.raises(Refused, match="提案由您提出"):
        require_other(parts, 7, [PROPOSER])


@pytest.mark.parametrize(
    ("staff", "department", "names"), [("", "", ""), ("full", "", "full"), ("full", "masked", "masked")]
)
def test_the_most_careful_scheme_says_how_names_stand_on_the_notice(staff: str, department: str, names: str) -> None:
    said = {"staff": staff, "department": department}
    schemes = {kind: replace(SHIPPED.schemes[kind], notice_names=each) for kind, each in said.items()}
    assert notice_names(replace(SHIPPED, schemes=schemes)) == names


def test_an_objection_is_answered_within_the_days_of_its_scheme() -> None:
    quick = replace(SHIPPED, schemes={"staff": replace(SHIPPED.schemes["staff"], answer=5)})
    assert (answer_days(quick, "staff"), answer_days(quick, "grid"), answer_days(SHIPPED, "staff")) == (5, 15, 15)
