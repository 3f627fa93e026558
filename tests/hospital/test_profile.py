"""The hospital's profile is written in versions, each from a day on."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hospital_integrity.db import db
from hospital_integrity.hospital import operations, queries
from hospital_integrity.hospital.models import HospitalProfile
from hospital_integrity.journal.models import Event
from hospital_integrity.rules.saying import Refused, Stale
from tests.certificates import authority

SPRING, SUMMER = date(2026, 3, 1), date(2026, 6, 1)
OLD = {"name": "第一医院", "office": "行风办", "signatory": "第一医院", "contact": "0574-1"}
FORM = {**OLD, "valid_from": "2026-06-01", "seen": "0", "nonce": "0" * 32}


def test_the_version_of_the_day_is_used(both: Flask) -> None:
    first = operations.describe(**OLD, valid_from=SPRING)
    second = operations.describe(**{**OLD, "name": "市第一医院"}, valid_from=SUMMER)
    assert (queries.profile(date(2026, 5, 31)), queries.profile(SUMMER)) == (first, second)
    assert queries.profile(date(2026, 1, 1)) is None


def test_a_version_is_one_event(both: Flask) -> None:
    operations.describe(**OLD, valid_from=SPRING)
    assert [event.verb for event in db.session.query(Event)] == ["hospital.described"]


def test_nothing_new_is_no_version(app: Flask) -> None:
    operations.describe(**OLD, valid_from=SPRING)
    with pytest.raises(Refused, match="没有改动"):
        operations.describe(**OLD, valid_from=SUMMER)


def test_a_form_older_than_the_newest_version_is_stale(app: Flask) -> None:
    operations.describe(**OLD, valid_from=SPRING)
    with pytest.raises(Stale):
        operations.describe(**{**OLD, "name": "别的"}, valid_from=SUMMER, seen=0)


@pytest.mark.parametrize("statement", ["UPDATE hospital_profiles SET name = 'x'", "DELETE FROM hospital_profiles"])
def test_a_version_stays_as_it_was(both: Flask, statement: str) -> None:
    operations.describe(**OLD, valid_from=SPRING)
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(statement))


def test_an_officer_writes_a_version_on_screen(sign_in) -> None:
    officer = sign_in("OF")
    assert officer.post("/hospital/edit", data=FORM).status_code == 303
    assert "第一医院" in officer.get("/hospital").get_data(as_text=True)


def test_a_second_copy_of_the_form_is_a_conflict(sign_in) -> None:
    officer = sign_in("OF")
    officer.post("/hospital/edit", data=FORM)
    assert officer.post("/hospital/edit", data={**FORM, "name": "别的医院"}).status_code == 409
    assert db.session.query(HospitalProfile).count() == 1


@pytest.mark.parametrize("field", ["name", "office", "signatory", "valid_from"])
def test_a_gap_in_the_form_is_named(sign_in, field: str) -> None:
    answer = sign_in("OF").post("/hospital/edit", data={**FORM, field: ""})
    assert answer.status_code == 422 and "不能为空" in answer.get_data(as_text=True)


def test_personnel_may_look_but_not_write(sign_in) -> None:
    personnel = sign_in("HR")
    assert personnel.get("/hospital").status_code == 200
    assert personnel.post("/hospital/edit", data=FORM).status_code == 403


def test_the_page_says_that_files_are_not_signed_and_how_they_would_be(app, sign_in) -> None:
    assert "HI_SIGNING_KEY" in sign_in("OF").get("/hospital").text


def test_the_page_says_who_signs_or_what_is_wrong(app, sign_in, tmp_path) -> None:
    app.config.update(SIGNING_KEY=authority.bundle(tmp_path), SIGNING_PASSWORD=authority.PASSWORD.decode())
    client = sign_in("OF")
    assert "CN=Test Hospital" in client.get("/hospital").text
    app.config["SIGNING_PASSWORD"] = "wrong"
    assert "HI_SIGNING_PASSWORD 的口令不对" in client.get("/hospital").text
