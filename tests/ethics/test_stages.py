"""The stages of a year: who may judge whom, when, how far, and what it does to the grade."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask

from hospital_integrity.access import Asker, acting
from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.operations import Judgement
from hospital_integrity.journal.queries import Filters, exported
from hospital_integrity.ratings.queries import ratings_of
from hospital_integrity.rules.saying import Refused
from tests import builders

YEAR = 2026
SAME = Judgement(Decimal(0))


@pytest.fixture
def person(app: Flask):
    """A doctor in a year whose assessment is open."""
    builders.edition()
    doctor = builders.member(builders.department("心内科"))
    operations.open_cycle(YEAR)
    return doctor


def grade(person):
    return ratings_of("staff", YEAR, [person.id])[person.id]


@pytest.mark.both
def test_the_last_stage_moves_the_computed_score(person):
    operations.judge(YEAR, "department", "a", {person.id: Judgement(Decimal("1.5"), "疫情期间表现突出")})
    operations.judge(YEAR, "office", "b", {person.id: Judgement(Decimal("-1"), "核减")})
    assert str(grade(person).score) == "79.00"


def test_as_computed_leaves_the_score_and_a_later_fact_still_reaches_it(person):
    operations.judge(YEAR, "office", "b", {person.id: SAME})
    builders.entry(person, "R10")
    assert str(grade(person).score) == "82.00"


@pytest.mark.parametrize(
    ("judgement", "words"),
    [(Judgement(Decimal(6), "太好了"), "不能超过 5 分"), (Judgement(Decimal(1)), "必须写明理由")],
)
def test_a_departure_has_a_margin_and_needs_a_reason(person, judgement, words):
    with pytest.raises(Refused, match=words):
        operations.judge(YEAR, "department", "a", {person.id: judgement})


def test_a_stage_may_not_be_changed_behind_a_later_one(person):
    operations.judge(YEAR, "office", "b", {person.id: SAME})
    with pytest.raises(Refused, match="考评办评价已经完成"):
        operations.judge(YEAR, "department", "a", {person.id: SAME})


def test_nobody_judges_oneself(person):
    with acting(Asker(None, person.id, "", frozenset({"DH"}))), pytest.raises(Refused, match="不能给自己评分"):
        operations.judge(YEAR, "department", "a", {person.id: SAME})


def test_a_self_assessment_is_noted_and_moves_nothing(person):
    with acting(Asker(None, person.id, "", frozenset({"ST"}))):
        operations.self_assess(YEAR, "s", Judgement(Decimal(5), "我做得不错"))
    assert str(grade(person).score) == "80.00"


@pytest.mark.both
def test_the_same_judgement_again_writes_nothing(person):
    written = [operations.judge(YEAR, "department", nonce, {person.id: SAME}) for nonce in ("a", "b")]
    assert written == [1, 0]


def test_a_cycle_is_finished_only_when_every_department_has_judged_everybody(person):
    with pytest.raises(Refused, match="心内科还有人没有评完"):
        operations.finish(YEAR)
    operations.judge(YEAR, "department", "a", {person.id: SAME})
    operations.finish(YEAR)
    assert queries.unfinished(YEAR) == []


def test_a_finished_cycle_takes_no_more_marks(person):
    operations.judge(YEAR, "department", "a", {person.id: SAME})
    operations.finish(YEAR)
    with pytest.raises(Refused, match="不在进行中"):
        operations.judge(YEAR, "office", "b", {person.id: SAME})


def test_a_closing_waits_for_the_assessment(app):
    builders.edition()
    assert "还没有开始" in str(queries.unfinished(YEAR)[0])


def test_a_head_judges_the_department_on_one_page_with_one_event(person, sign_in):
    client = sign_in("DH", place=person.memberships[0].department)
    address = f"/ethics/{YEAR}/departments/{person.memberships[0].department_id}"
    rows = {"rows-0-person": str(person.id), "rows-0-value": "2", "rows-0-comment": "带教认真"}
    answer = client.post(address, data={"nonce": "a" * 32, **rows})
    assert answer.status_code == 303
    assert str(grade(person).score) == "82.00"
    assert sum(event.verb == "ethics.judged" for event in exported(Filters())) == 1


def test_a_bad_adjustment_keeps_what_was_typed_and_writes_nothing(person, sign_in):
    client = sign_in("DH", place=person.memberships[0].department)
    address = f"/ethics/{YEAR}/departments/{person.memberships[0].department_id}"
    answer = client.post(address, data={"nonce": "a" * 32, "rows-0-person": str(person.id), "rows-0-value": "NaN"})
    assert answer.status_code == 422
    assert "NaN" in answer.text
    assert queries.judged(YEAR) == {}
