"""What another edition would make of a year: beside what is shown, with reasons, and nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from hospital_integrity.access import Asker, acting
from hospital_integrity.db import db
from hospital_integrity.departments.models import Department
from hospital_integrity.policy import operations as policy
from hospital_integrity.ratings import operations
from hospital_integrity.ratings.queries import Trial, trial
from tests import builders
from tests.house import world

SignIn = Callable[..., FlaskClient]
TEXT = """code = "t-{year}"
title = "试算用"
year = {year}

[schemes.department]
name = "星级科室"

[[schemes.department.parts]]
key = "conduct"
name = "得分"
weight = 100
source = "entries"
base = 80

[[schemes.department.levels]]
key = "5"
name = "五星"
stars = 5
when = [{{ score = "[90,)" }}]

[[schemes.department.levels]]
key = "4"
name = "四星"
stars = 4
when = [{{ score = "[80,)" }}]

[[schemes.department.levels]]
key = "none"
name = "不评星"
otherwise = true

[schemes.staff]
name = "医德"

[[schemes.staff.parts]]
key = "conduct"
name = "得分"
weight = 100
source = "entries"
base = 80

[[schemes.staff.levels]]
key = "good"
name = "良好"
when = [{{ score = "[80,)" }}]

[[schemes.staff.levels]]
key = "poor"
name = "较差"
otherwise = true

[items.B1]
name = "表扬"
clause = "一"
kind = "bonus"
department = 4
staff = 1

[items.K1]
name = "投诉"
clause = "二"
kind = "deduction"
department = -3
staff = -3
"""


@pytest.fixture
def place(both: Flask) -> Department:
    """A department with two letters of praise: 88 points, four stars; and one with a complaint."""
    row = policy.new_draft(TEXT.format(year=2026))
    with acting(Asker(builders.account("PB").id, None, "", frozenset({"PB"}))):
        policy.publish(row.id, 1)
    found = builders.department("心内科")
    person = builders.member(found)
    builders.entry(person, "B1")
    builders.entry(person, "B1", times=1)
    builders.entry(builders.member(builders.department("骨科")), "K1")
    db.session.commit()
    return found


def tried(kind: str = "department", *changes: tuple[str, str]) -> Trial:
    """The draft with these changes, on the entries of 2026."""
    text = TEXT.format(year=2027)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    operations.refresh(kind, 2026)
    found = trial(kind, 2026, text)
    assert found is not None
    return found


def told(found: Trial) -> list[tuple[str, int, int, str, str]]:
    moved = [one for one in found.moves if one.direction != "level"]
    return [(one.name, one.old.stars, one.new.stars, one.direction, "".join(map(str, one.why))) for one in moved]


def test_the_same_rules_move_nobody(place: Department) -> None:
    assert dict(tried().totals) == {"level": 3}


def test_a_lower_band_lifts_a_department_and_says_why(place: Department) -> None:
    assert told(tried("department", ('"[90,)"', '"[88,)"'))) == [
        ("心内科", 4, 5, "up", "等次的界线不同：得分 88，扣分合计 0，单项最多扣 0：五星")
    ]


def test_another_worth_names_the_item_that_weighs_most(place: Department) -> None:
    (move,) = told(tried("department", ("department = 4", "department = 6")))
    assert move[:4] == ("心内科", 4, 5, "up")
    assert move[4] == "得分由 88 变为 92；条目“表扬”由 4 分改为 6 分，影响最大"


def test_another_base_is_named_where_no_item_moved(place: Department) -> None:
    (move,) = [one for one in told(tried("department", ("base = 80", "base = 82"))) if one[0] == "心内科"]
    assert move[4] == "得分由 88 变为 90；得分的组成不同（权重、基础分、满分或另计的加分）"


def test_a_new_limit_is_the_reason_of_a_fall(place: Department) -> None:
    found = tried("department", ("department = 4", 'department = 4\nceiling = { department = "none" }'))
    assert told(found) == [("心内科", 4, 0, "down", "表扬：最高不评星")]
    assert found.spread == (("五星", 0, 0), ("四星", 2, 1), ("不评星", 1, 2))


def test_an_item_that_the_draft_does_not_know_is_said_and_not_counted(place: Department) -> None:
    text = TEXT.format(year=2027)
    operations.refresh("department", 2026)
    found = trial("department", 2026, text[: text.index("[items.K1]")])
    assert found is not None
    assert found.unknown == (("K1", "投诉", 1),)
    assert [move[:4] for move in told(found)] == [("骨科", 0, 4, "up")]


def test_of_staff_only_those_who_move_are_listed(place: Department) -> None:
    found = tried("staff", ("staff = -3", "staff = 0"))
    assert [one.direction for one in found.moves] == ["up"]
    assert found.totals["level"] == 2


def test_a_kind_that_the_draft_does_not_rate_has_no_trial(place: Department) -> None:
    assert trial("grid", 2026, TEXT.format(year=2027)) is None


def test_a_trial_is_kept_until_a_fact_changes(place: Department) -> None:
    first = tried()
    assert tried() is first
    builders.entry(builders.member(place), "B1")
    assert tried() is not first


def page_of(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.text)


def test_the_page_stores_nothing(place: Department, sign_in: SignIn) -> None:
    row = policy.new_draft(TEXT.format(year=2027).replace('"[90,)"', '"[88,)"'))
    client = sign_in("OF")
    client.get("/ratings?year=2026")
    before = world.counts()
    page = page_of(client, f"/ratings/what-if?of=d{row.id}&year=2026")
    assert "心内科" in page and "等次的界线不同" in page and "骨科" not in page
    assert world.counts() == before


def test_it_is_taken_away_with_an_event(place: Department, sign_in: SignIn) -> None:
    row = policy.new_draft(TEXT.format(year=2027).replace('"[90,)"', '"[88,)"'))
    answer = sign_in("OF").post(f"/ratings/what-if/export?of=d{row.id}&year=2026&kind=department")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert ["心内科", "四星", "五星"] in [[row[1], row[4], row[5]] for row in rows]
    assert world.verbs()[-1] == "ratings.exported"


def test_before_there_is_any_edition_the_page_says_so(app: Flask, sign_in: SignIn) -> None:
    assert "还没有可以试算的办法" in page_of(sign_in("OF"), "/ratings/what-if")


@pytest.mark.parametrize("query", ["of=d99", "of=x&year=1999&kind=x&page=0", "page=99999&kind=staff", "year=abc"])
def test_odd_addresses_still_show_something(place: Department, sign_in: SignIn, query: str) -> None:
    assert "试算" in page_of(sign_in("OF"), f"/ratings/what-if?{query}")
