"""The stages of the assessment: the last one that counts moves the score, within its margin and with a reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hospital_integrity.rules.entry import Mark
from hospital_integrity.rules.ethics import check_departure, sheet_of, stage_marks
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.saying import Refused
from tests.rules.editions import shipped
from tests.rules.facts import entry, staff_facts

EDITION = shipped("default-2026")
SELF, DEPARTMENT, OFFICE = EDITION.schemes["staff"].stages


def judged(number: int, stage, value: str | None, comment: str = "理由", rater: int = 1) -> Mark:
    return Mark(number, sheet_of(stage), "", rater, None if value is None else Decimal(value), comment)


def rate(*marks: Mark, entries=()) -> Rating:
    return fold(EDITION, replace(staff_facts(2026, *entries), marks=marks))


def test_the_last_stage_that_counts_wins() -> None:
    assert rate(judged(1, DEPARTMENT, "3"), judged(2, OFFICE, "-2")).raw == 78


def test_the_order_in_which_stages_were_entered_does_not_matter() -> None:
    assert rate(judged(2, DEPARTMENT, "3"), judged(1, OFFICE, "-2")).raw == 78


def test_a_self_assessment_is_only_noted() -> None:
    assert rate(judged(1, SELF, "10")).raw == 80


def test_the_newest_mark_of_a_stage_counts_whoever_made_it() -> None:
    assert rate(judged(1, DEPARTMENT, "3", rater=1), judged(2, DEPARTMENT, "1", rater=2)).raw == 81


def test_a_returned_stage_gives_the_word_back_to_the_one_before() -> None:
    assert rate(judged(1, DEPARTMENT, "3"), judged(2, OFFICE, "-2"), judged(3, OFFICE, None)).raw == 83


def test_a_stage_moves_the_computed_score_and_not_its_place() -> None:
    undone = (entry(1, "R30", "2026-03-01"), entry(2, "R30", "2026-03-01", reverses=1))
    assert rate(judged(1, OFFICE, "2"), entries=undone[:1]).raw == 81
    assert rate(judged(1, OFFICE, "2"), entries=undone).raw == 82


def test_a_veto_holds_whatever_a_stage_says() -> None:
    rating = rate(judged(1, OFFICE, "5"), entries=(entry(1, "V2", "2026-03-01"),))
    assert (rating.level, str(rating.raw)) == ("poor", "85.00")


def test_the_reason_of_a_departure_stands_on_its_line() -> None:
    line = next(line for line in rate(judged(1, OFFICE, "-2", "迟交材料")).lines if line.step == "stage")
    assert (str(line.saying), line.effect) == ("考评办评价：迟交材料", Decimal(-2))


def test_stages_that_have_judged_stand_in_their_order() -> None:
    facts = replace(staff_facts(2026), marks=(judged(1, OFFICE, "0"), judged(2, SELF, "1")))
    assert [stage.key for stage, _ in stage_marks(EDITION.schemes["staff"], facts)] == ["self", "office"]


@pytest.mark.parametrize("value", ["5", "-5", "0"])
def test_a_departure_within_the_margin_is_allowed(value: str) -> None:
    check_departure(OFFICE, Decimal(value), "理由")


@pytest.mark.parametrize(
    ("value", "comment", "words"),
    [("5.01", "理由", "不能超过 5 分"), ("-6", "理由", "不能超过"), ("1", " ", "写明理由")],
)
def test_a_departure_beyond_the_margin_or_without_reason_is_refused(value: str, comment: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_departure(OFFICE, Decimal(value), comment)


def test_as_computed_needs_no_reason() -> None:
    check_departure(OFFICE, Decimal(0), "")
