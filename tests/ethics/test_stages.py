"""The stages of a year: who may judge whom, when, how far, and what it does to the grade."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask

from hospital_integrity.access import Asker, acting
from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.operations import Judgement
from hospital_integrity.ratings.queries import ratings_of
from hospital_integrity.rules.saying import Refused
from tests import builders

YEAR = 2026
SAME = Judgement(Decimal(0))
SPLIT = {"integrity": Decimal("1.5"), "team": Decimal("-0.5")}


@pytest.fixture
def person(app: Flask):
    """A doctor in a year whose assessment is open at every stage."""
    builders.edition()
    doctor = builders.member(builders.department("心内科"))
    operations.open_cycle(YEAR, {})
    return doctor


def grade(person):
    return ratings_of("staff", YEAR, [person.id])[person.id]


def judge(stage, person, judgement=SAME, nonce="n"):
    return operations.judge(YEAR, stage, f"{nonce}-{stage}", {person.id: judgement})


def said(person):
    return queries.judged(YEAR, {person.id})[person.id].by_stage


def head_of(person, name="王主任"):
    """The account of the person's head, who is a member of the same department."""
    place = person.memberships[0].department
    return builders.account("DH", builders.member(place, name), place)


@pytest.mark.both
def test_the_last_stage_moves_the_computed_score(person):
    judge("department", person, Judgement(Decimal("1.5"), "疫情期间表现突出"))
    judge("office", person, Judgement(Decimal("-1"), "核减"))
    assert str(grade(person).score) == "79.00"


def test_as_computed_leaves_the_score_and_a_later_fact_still_reaches_it(person):
    judge("department", person)
    builders.entry(person, "R10")
    assert str(grade(person).score) == "82.00"


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        (Judgement(Decimal(6), "太好了"), "不能超过 5 分"),
        (Judgement(Decimal(1)), "必须写明理由"),
        (Judgement(Decimal(2), "好", SPLIT), "之和是 1"),
        (Judgement(Decimal(1), "好", {"none": Decimal(1)}), "没有考评内容"),
        (Judgement(Decimal(0), "好", {"team": Decimal(7), "skill": Decimal(-7)}), "超出 −5 到 5"),
    ],
)
def test_a_departure_has_a_margin_a_reason_and_headings_that_sum_to_it(person, judgement, words):
    with pytest.raises(Refused, match=words):
        judge("department", person, judgement)


def test_a_split_is_kept_by_heading_and_moves_the_score_by_its_sum(person):
    judge("department", person, Judgement(Decimal(1), "带教认真", SPLIT))
    assert said(person)["department"].headings == SPLIT
    assert str(grade(person).score) == "81.00"


def test_a_heading_that_is_left_out_later_is_withdrawn(person):
    judge("department", person, Judgement(Decimal(1), "带教认真", SPLIT))
    judge("department", person, Judgement(Decimal("1.5"), "带教认真", {"integrity": Decimal("1.5")}), "again")
    assert said(person)["department"].headings == {"integrity": Decimal("1.5")}


def test_a_split_is_not_overwritten_from_the_page_of_all(person):
    judge("department", person, Judgement(Decimal(1), "带教认真", SPLIT))
    with pytest.raises(Refused, match="分项"):
        judge("department", person, Judgement(Decimal(2), "带教认真"), "again")


def test_a_stage_may_not_be_changed_behind_a_later_one(person):
    judge("department", person)
    judge("office", person)
    with pytest.raises(Refused, match="考评办评价已经完成"):
        judge("department", person, Judgement(Decimal(1), "补"), "again")


def test_a_stage_waits_for_the_one_before(person):
    with pytest.raises(Refused, match="科室评价还没有完成"):
        judge("office", person)


def test_nobody_judges_oneself(person):
    with acting(Asker(None, person.id, "", frozenset({"DH"}))), pytest.raises(Refused, match="不能给自己评分"):
        judge("department", person)


def test_heads_are_judged_by_the_stage_above(person):
    head = head_of(person)
    with pytest.raises(Refused, match="上一级"):
        operations.judge(YEAR, "department", "a", {head.staff_id: SAME})
    assert operations.judge(YEAR, "office", "b", {head.staff_id: SAME}) == 1


def test_a_self_assessment_is_noted_and_moves_nothing(person):
    with acting(Asker(None, person.id, "", frozenset({"ST"}))):
        operations.self_assess(YEAR, "s", Judgement(Decimal(5), "我做得不错"))
    assert str(grade(person).score) == "80.00"


def test_who_is_not_assessed_is_told_why(person):
    newcomer = builders.member(person.memberships[0].department, "新人", hired_on=person.hired_on.replace(year=2026))
    with pytest.raises(Refused, match="当年入职"):
        judge("department", newcomer)


@pytest.mark.both
def test_the_same_judgement_again_writes_nothing(person):
    assert [judge("department", person, nonce=nonce) for nonce in ("a", "b")] == [1, 0]


def test_the_rest_of_a_department_is_judged_as_computed(person):
    other = builders.member(person.memberships[0].department, "李四")
    judge("department", person, Judgement(Decimal(2), "带教认真"))
    assert operations.agree_rest(YEAR, "department", "r") == 1
    assert said(other)["department"].value == 0


def test_the_rest_at_a_later_stage_agrees_with_the_stage_before(person):
    judge("department", person, Judgement(Decimal(1), "带教认真", SPLIT))
    operations.agree_rest(YEAR, "office", "r")
    assert said(person)["office"].headings == SPLIT
    assert str(grade(person).score) == "81.00"


def test_where_nobody_is_left_the_rest_is_refused(person):
    with pytest.raises(Refused, match="没有可以一次评完的人"):
        operations.agree_rest(YEAR, "office", "r")


def test_a_closing_waits_for_the_assessment(app):
    builders.edition()
    assert "还没有开始" in str(queries.unfinished(YEAR)[0])
