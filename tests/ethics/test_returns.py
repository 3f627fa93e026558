"""Giving back: a reason, the stage before open again for that person, the old marks still to be read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.operations import Judgement
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.windows import Window
from tests import builders
from tests.ethics.test_stages import SPLIT, YEAR, grade, judge, person, said

__all__ = ["person"]


@pytest.mark.both
def test_what_was_given_back_counts_no_more_and_stays_to_be_read(person):
    judge("department", person, Judgement(Decimal(1), "带教认真", SPLIT))
    operations.give_back(YEAR, "office", person.id, "back", "请补充事由")
    assert "department" not in queries.judged(YEAR, {person.id})[person.id].by_stage
    assert str(grade(person).score) == "80.00"
    assert {word.comment for word in queries.words_of(YEAR, person.id)} >= {"带教认真"}


def test_the_stage_before_is_open_again(person):
    judge("department", person)
    operations.give_back(YEAR, "office", person.id, "back", "请补充事由")
    assert judge("department", person, Judgement(Decimal(1), "已补充"), "again") == 1
    assert said(person)["department"].comment == "已补充"


def test_giving_back_from_a_stage_that_judged_withdraws_both(person):
    judge("department", person)
    judge("office", person)
    operations.give_back(YEAR, "office", person.id, "back", "请补充事由")
    assert said(person) == {}


@pytest.mark.parametrize(("reason", "words"), [(" ", "理由"), ("请补充", "没有可以退回的")])
def test_a_return_needs_a_reason_and_something_to_give_back(person, reason, words):
    with pytest.raises(Refused, match=words):
        operations.give_back(YEAR, "office", person.id, "back", reason)


def test_nothing_is_given_back_behind_a_later_stage(person):
    judge("department", person)
    judge("office", person)
    with pytest.raises(Refused, match="考评办评价已经完成"):
        operations.give_back(YEAR, "department", person.id, "back", "请补充事由")


def test_who_was_given_back_is_judged_after_the_window(app):
    builders.edition()
    doctor = builders.member(builders.department("心内科"))
    early, later = Window(date(2026, 11, 1), date(2026, 11, 20)), Window(date(2026, 11, 21), date(2026, 12, 31))
    operations.open_cycle(YEAR, {"self": early, "department": early, "office": later})
    app.config["CLOCK"] = lambda: datetime(2026, 11, 10, 2)
    judge("department", doctor)
    app.config["CLOCK"] = lambda: datetime(2026, 11, 25, 2)
    with pytest.raises(Refused, match="已经截止"):
        judge("department", doctor, Judgement(Decimal(1), "补"), "late")
    operations.give_back(YEAR, "office", doctor.id, "back", "请补充事由")
    assert judge("department", doctor, nonce="again") == 1
