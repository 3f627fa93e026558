"""The list of what grades mean elsewhere, and the card on a person's own result."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from hospital_integrity.departments.models import Department, Staff
from tests import builders
from tests.house.world import verbs
from tests.sanctions.sanctioned import sanction


@pytest.fixture
def place(app: Flask) -> Department:
    builders.edition()
    return builders.department("心内科")


@pytest.fixture
def doctor(place: Department) -> Staff:
    """Praised, and with a demerit of March 2026."""
    person = builders.member(place, "张晓明")
    builders.entry(person, "R08", times=3)
    sanction(person)
    return person


def test_the_personnel_office_sees_each_with_its_clauses(doctor: Staff, sign_in) -> None:
    page = sign_in("HR").get("/ratings/staff/links?year=2026&appraisal=ungraded").text
    assert ("张晓明" in page, "只写评语，不确定档次" in page, "职业道德评定：合格" in page) == (True, True, True)


def test_the_list_is_taken_away_with_an_event(doctor: Staff, sign_in) -> None:
    answer = sign_in("HR").post("/ratings/staff/links/export?year=2026")
    sheet = load_workbook(BytesIO(answer.data)).active
    row = next(row for row in sheet.iter_rows(values_only=True) if "张晓明" in row)
    assert ("只写评语，不确定档次" in row, "不受理" in row, verbs()[-1]) == (True, True, "list.exported")


def test_the_head_sees_the_grade_and_nothing_of_the_sanction(doctor: Staff, place: Department, sign_in) -> None:
    head = sign_in("DH", place=place)
    page = head.get(f"/ratings/staff/{doctor.id}?year=2026").text
    assert ("张晓明" in page, "只写评语" in page, "结果的运用" in page) == (True, False, False)
    assert head.get("/ratings/staff/links").status_code == 403


def test_a_person_sees_what_the_own_grade_means(doctor: Staff, app: Flask) -> None:
    client = app.test_client()
    builders.let_in(client, builders.account("ST", doctor))
    page = client.get(f"/ratings/staff/{doctor.id}?year=2026").text
    assert ("只写评语，不确定档次" in page, "处分与期限" in page) == (True, True)
