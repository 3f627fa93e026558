"""Plaques are handed over for awards that hold, once, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hospital_integrity.awards.queries import Award, awards_of
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.operations import Occasion
from hospital_integrity.corrections.operations import reopen
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.closing import year as years
from tests.closing.year import DOCUMENT, Year
from tests.house.world import verbs

CEREMONY = Occasion(date(2027, 1, 19), "纪委书记", "科室负责人", "年度总结大会")


@pytest.fixture
def year(app: Flask) -> Year:
    year = years.over(app)
    years.close(year)
    return year


def award(kind: str = "department") -> Award:
    return awards_of(1, kind)[0]


def states(kind: str = "department") -> list[str]:
    return [one.state for one in queries.plaques(kind)]


def test_a_plaque_is_due_then_hangs_then_was_taken(year: Year) -> None:
    assert states() == ["due"]
    operations.grant_plaques([award().id], CEREMONY)
    assert states() == ["hanging"]
    operations.take_plaques([award().id], CEREMONY)
    assert (states(), verbs()[-2:]) == (["taken"], ["plaque.granted", "plaque.taken"])


def test_a_plaque_is_handed_over_once(year: Year) -> None:
    operations.grant_plaques([award().id], CEREMONY)
    with pytest.raises(Stale, match="已经授过牌"):
        operations.grant_plaques([award().id], CEREMONY)


def test_what_was_not_handed_over_is_not_taken_back(year: Year) -> None:
    with pytest.raises(Stale, match="没有可以收回"):
        operations.take_plaques([award().id], CEREMONY)


def test_an_award_without_stars_has_no_plaque(year: Year) -> None:
    with pytest.raises(Refused, match="没有有效的星级"):
        operations.grant_plaques([award("staff").id], CEREMONY)


def test_a_reopened_year_leaves_its_plaques_to_be_taken_back(year: Year) -> None:
    operations.grant_plaques([award().id], CEREMONY)
    with years.acting_as(builders.account("PB")):
        reopen(2026, DOCUMENT, "举报查实，需重新评定")
    assert states() == ["outdated"]


@pytest.mark.parametrize(
    ("day", "words"), [(date(2027, 1, 21), "不能晚于今天"), (date(2027, 1, 17), "不能早于决定日期")]
)
def test_the_day_makes_sense(year: Year, day: date, words: str) -> None:
    with pytest.raises(Refused, match=words):
        operations.grant_plaques([award().id], Occasion(day, "书记", "主任"))


def test_an_unknown_award_is_refused(year: Year) -> None:
    with pytest.raises(Refused, match="请选择对象"):
        operations.grant_plaques([999], CEREMONY)


def test_the_office_hands_over_on_screen(year: Year, sign_in) -> None:
    officer = sign_in("OF")
    typed = {"due-nonce": "a" * 32, "due-awards": str(award().id), "due-day": "2027-01-19"}
    people = {"due-giver": "纪委书记", "due-receiver": "科室负责人", "due-remark": ""}
    assert officer.post("/plaques/grant?kind=department", data={**typed, **people}).status_code == 303
    assert "已授牌" in officer.get("/plaques").text
