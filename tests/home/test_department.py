"""A department's page beside the decision on its star: the notice, whom to object to, the star in force, indicators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from hospital_integrity.awards.queries import awards_of
from hospital_integrity.closing import operations
from hospital_integrity.closing.operations import Occasion
from hospital_integrity.db import db
from tests import builders
from tests.closing import year as closing
from tests.home.test_pages import body

SignIn = Callable[..., FlaskClient]


def page_of(client: FlaskClient, place_id: int, year: int = 2026) -> str:
    return body(client, f"/departments/{place_id}/overview?year={year}")


def on_notice(app: Flask) -> closing.Year:
    found = closing.over(app)
    closing.announced(found)
    db.session.commit()
    app.config["CLOCK"] = lambda: closing.EARLY
    return found


def test_a_head_may_object_from_the_page_while_the_notice_runs(app: Flask, sign_in: SignIn) -> None:
    year = on_notice(app)
    page = page_of(sign_in("DH", person=year.doctor, place=year.place), year.place.id)
    assert "2026 年度结果公示中" in page and f"/notice/department/{year.place.id}/objection" in page


def test_nobody_else_is_offered_to_object(app: Flask, sign_in: SignIn) -> None:
    year = on_notice(app)
    assert "/objection" not in page_of(sign_in("OF"), year.place.id)


def test_the_star_in_force_and_its_plaque_stand_beside_this_years(app: Flask, sign_in: SignIn) -> None:
    year = closing.over(app)
    (award,) = awards_of(closing.close(year).id, "department")
    with closing.acting_as(year.officer):
        operations.grant_plaques([award.id], Occasion(date(2027, 1, 19), "王书记", "李主任", ""))
    db.session.commit()
    page = page_of(sign_in("OF"), year.place.id, 2027)
    assert "2026 年度评定" in page and "铜牌已交付" in page


def test_an_open_warning_stands_on_the_page_of_those_who_may_read_it(app: Flask, sign_in: SignIn) -> None:
    builders.edition()
    place = builders.department("神经内科")
    builders.entry(None, "W1", place, evidence="谈话台账")
    assert "廉政谈话未按期完成" in page_of(sign_in("OF"), place.id)
    assert "警示与否决指标" not in page_of(sign_in("ST", place=place), place.id)
