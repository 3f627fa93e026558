"""One box finds people by number, name, initials and pinyin, page by page."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

from hospital_integrity.db import db
from hospital_integrity.departments import queries
from tests import builders

DAY = date(2026, 6, 1)


@pytest.fixture
def zeng(both: Flask):
    """曾静怡, number 00123, among others."""
    place = builders.department()
    builders.member(place, "张平", number="99", pinyin="zhangping", initials="zp")
    return builders.member(place, "曾静怡", number="00123", pinyin="zengjingyi", initials="zjy")


@pytest.mark.parametrize(
    "text", ["00123", "001", "曾静怡", "曾静", "zjy", "ZJ", "zengj", "zeng jing", "００１", " 曾 "]
)
def test_a_person_is_found(zeng, text: str) -> None:
    assert [found.staff for found in queries.search_staff(text, DAY)] == [zeng]


@pytest.mark.parametrize("text", ["%", "_", "123", "静怡", "' OR 1=1--", "(a+)+$", "zengjingyix"])
def test_signs_are_taken_as_themselves(zeng, text: str) -> None:
    assert queries.search_staff(text, DAY).total == 0


def test_a_zero_byte_is_left_out(zeng) -> None:
    assert queries.search_staff("曾\x00", DAY).total == 1


def test_people_come_page_by_page(both: Flask) -> None:
    place = builders.department()
    people = [builders.member(place, pinyin=f"a{number:03}") for number in range(60)]
    second = queries.search_staff("", DAY, page=2)
    assert [found.staff for found in second] == people[50:]
    assert (second.total, second.pages) == (60, 2)


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (10**9, 1)])
def test_a_page_that_is_not_there_becomes_one_that_is(zeng, asked: int, given: int) -> None:
    assert queries.search_staff("", DAY, page=asked).page == given


def test_only_departments_within_reach_are_searched(zeng) -> None:
    other = builders.member(builders.department("急诊科"), "曾平", pinyin="zengping", initials="zp")
    homes = queries.home_department([other.id], DAY)
    assert [found.staff for found in queries.search_staff("曾", DAY, departments={homes[other.id]})] == [other]
    assert queries.search_staff("曾", DAY, departments=()).total == 0


def test_who_left_is_found_when_asked_for(zeng) -> None:
    builders.staff("曾远", number="77")
    assert queries.search_staff("77", DAY).total == 0
    assert [found.department for found in queries.search_staff("77", DAY, here=False)] == [None]


def test_a_search_takes_two_statements_however_many_it_finds(zeng) -> None:
    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    queries.search_staff("z", DAY)
    assert len(statements) == 2


def test_a_department_is_found_by_code_initials_and_a_word_inside(both: Flask) -> None:
    place = builders.department("重症医学科", code="A28", initials="zzyxk")
    for text in ("A28", "a2", "zzyx", "医学"):
        assert queries.search_departments(text, DAY).items == [place]
    assert queries.search_departments("%", DAY).total == 0


def test_departments_are_narrowed_by_category_and_campus(both: Flask) -> None:
    builders.department("检验科", category="technical")
    place = builders.department("急诊科", campus="东院")
    assert queries.search_departments("", DAY, category="clinical", campus="东院").items == [place]
