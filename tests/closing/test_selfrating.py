"""Departments rate themselves before the proposal; what they say is shown beside the score and never counted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask

from hospital_integrity.closing import operations, queries
from hospital_integrity.rules.saying import Refused
from tests.closing import year as years
from tests.closing.year import Year


@pytest.fixture
def year(app: Flask) -> Year:
    return years.over(app, notice=False, self_rating=True)


def points(year: Year, value: Decimal = Decimal(10)) -> dict[str, Decimal]:
    return {row.key: min(value, row.full) for row in queries.self_ratings(2026)[year.place.id].rows}


def rate(year: Year, given: dict[str, Decimal], nonce: str = "a" * 32) -> None:
    operations.rate_oneself(2026, year.place.id, given, "请核对", nonce)


def test_own_marks_stand_beside_the_computed_ones(year: Year) -> None:
    rate(year, points(year))
    found = queries.self_ratings(2026)[year.place.id]
    assert (found.complete, found.own, found.comment) == (True, sum(points(year).values()), "请核对")
    assert all(row.gap == row.own - row.computed for row in found.rows)


def test_own_marks_are_not_counted(year: Year) -> None:
    before = queries.outcome(2026).ratings["department", year.place.id]
    rate(year, points(year, Decimal(0)))
    assert queries.outcome(2026).ratings["department", year.place.id] == before


def test_the_newest_marks_replace_the_ones_before(year: Year) -> None:
    rate(year, points(year))
    rate(year, points(year, Decimal(5)), "b" * 32)
    assert queries.self_ratings(2026)[year.place.id].own == sum(points(year, Decimal(5)).values())


def test_nothing_is_rated_after_the_proposal(year: Year) -> None:
    given = points(year)
    years.propose(year)
    with pytest.raises(Refused, match="已提出结算提案"):
        rate(year, given)


def test_a_mark_beyond_its_heading_is_refused(year: Year) -> None:
    with pytest.raises(Refused, match="自评分应在 0 和"):
        rate(year, {key: Decimal(1000) for key in points(year)})


def test_an_edition_that_does_not_ask_takes_none(app: Flask) -> None:
    year = years.over(app)
    with pytest.raises(Refused, match="不要求科室自评"):
        rate(year, {})


def test_a_head_rates_the_own_department_only(year: Year, sign_in) -> None:
    own = sign_in("DH", person=year.doctor, place=year.place)
    typed = {f"h_{key}": str(value) for key, value in points(year).items()}
    where = f"/closing/2026/self-ratings/{year.place.id}"
    assert own.post(where, data={"nonce": "a" * 32, "comment": "", **typed}).status_code == 303
    assert "已自评" in own.get("/closing/2026/self-ratings").text
    assert sign_in("DH").get(where).status_code == 404


def test_a_gap_in_the_form_is_named(year: Year, sign_in) -> None:
    own = sign_in("DH", person=year.doctor, place=year.place)
    answer = own.post(f"/closing/2026/self-ratings/{year.place.id}", data={"nonce": "a" * 32, "comment": ""})
    assert (answer.status_code, "不能为空" in answer.text) == (422, True)
