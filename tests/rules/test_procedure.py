"""The steps of a year's decision: what comes next, and who may not take it."""

from __future__ import annotations

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
    require_other,
    results_digest,
)
from hospital_integrity.rules.saying import Refused

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
