"""The screens of ratings: who sees which standings, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from hospital_integrity.departments.models import Department, Staff
from tests import builders
from tests.ratings import register

SignIn = Callable[..., FlaskClient]
Hospital = tuple[Department, Staff]


@pytest.fixture
def hospital(app) -> Hospital:
    """A department with a member who watches over it, and one letter of praise."""
    register.publish("default-2026")
    person = builders.member(place := builders.department("神经内科"), "欧阳静怡")
    builders.grid_appointment(person, place)
    register.entry("R05", place, person, evidence="患者家属锦旗")
    return place, person


def body(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status
    return response.text


@pytest.mark.parametrize("kind", ["", "/grid", "/staff"])
def test_an_officer_sees_the_lists(hospital: Hospital, sign_in: SignIn, kind: str) -> None:
    name = "欧阳静怡" if kind else "神经内科"
    assert name in body(sign_in("OF"), f"/ratings{kind}?q={name}")


def test_a_page_says_why_with_the_entry_and_its_evidence(hospital: Hospital, sign_in: SignIn) -> None:
    page = body(sign_in("OF"), f"/ratings/staff/{hospital[1].id}")
    assert "加分05 表扬" in page and "患者家属锦旗" in page and "80.5" in page


def test_a_late_fact_says_why_it_counts_here(hospital: Hospital, sign_in: SignIn) -> None:
    register.entry("R05", hospital[0], hospital[1], date(2025, 12, 30), counts_in=2026)
    assert "按规定计入 2026 年度" in body(sign_in("OF"), f"/ratings/staff/{hospital[1].id}")


def test_staff_see_their_own_grade_and_nobody_elses(hospital: Hospital, sign_in: SignIn) -> None:
    place, person = hospital
    client = sign_in("ST", person=builders.member(place, "李文"))
    own = body(client, f"/ratings/staff/{client.account.staff_id}")
    assert "李文" in own
    assert client.get(f"/ratings/staff/{person.id}").status_code == 404


def test_staff_see_the_star_of_their_department_without_the_evidence(hospital: Hospital, sign_in: SignIn) -> None:
    client = sign_in("ST", person=builders.member(hospital[0], "李文"))
    page = body(client, f"/ratings/departments/{hospital[0].id}")
    assert "加分05 表扬" in page and "患者家属锦旗" not in page


def test_a_head_sees_only_the_own_department(hospital: Hospital, sign_in: SignIn) -> None:
    client = sign_in("DH", place=builders.department("骨科"))
    assert "神经内科" not in body(client, "/ratings")
    assert client.get(f"/ratings/departments/{hospital[0].id}").status_code == 404


def test_an_auditor_sees_masked_names(hospital: Hospital, sign_in: SignIn) -> None:
    page = body(sign_in("AU"), "/ratings/staff")
    assert "欧阳某" in page and "欧阳静怡" not in page and hospital[1].number not in page


def test_who_was_hired_this_year_reads_why_there_is_no_grade(hospital: Hospital, sign_in: SignIn) -> None:
    person = builders.member(hospital[0], "李文", hired_on=date(2026, 3, 1))
    assert "当年入职" in body(sign_in("OF"), f"/ratings/staff/{person.id}")


def test_those_not_rated_are_listed_with_the_reason(hospital: Hospital, sign_in: SignIn) -> None:
    builders.member(hospital[0], "李文", hired_on=date(2026, 3, 1))
    page = body(sign_in("OF"), "/ratings/staff/not-rated")
    assert "李文" in page and "当年入职（2026-03-01）" in page and "欧阳静怡" not in page


def test_an_export_lists_what_the_page_does_and_leaves_an_event(hospital: Hospital, sign_in: SignIn) -> None:
    client = sign_in("OF")
    book = load_workbook(BytesIO(client.post("/ratings/staff/export").data))
    assert "欧阳静怡" in [cell.value for cell in book.active["C"]]
    assert "ratings.exported" in body(sign_in("AU"), "/journal")


def test_an_unknown_subject_is_not_found(hospital: Hospital, sign_in: SignIn) -> None:
    client = sign_in("OF")
    assert {client.get(f"/ratings/{kind}/999999").status_code for kind in ("departments", "grid", "staff")} == {404}


def test_a_page_leads_from_the_base_to_the_score(hospital: Hospital, sign_in: SignIn) -> None:
    page = body(sign_in("OF"), f"/ratings/staff/{hospital[1].id}")
    assert "从基础分到得分" in page and "基础分 80" in page and "为什么是良好" in page


def test_a_page_says_what_leads_to_the_next_star(hospital: Hospital, sign_in: SignIn) -> None:
    page = body(sign_in("OF"), f"/ratings/departments/{hospital[0].id}")
    assert "再补 4 项检查记录" in page


def test_a_bar_links_to_the_entry_of_whoever_may_see_it(hospital: Hospital, sign_in: SignIn) -> None:
    address = f"/ratings/staff/{hospital[1].id}"
    assert 'class="fall fall-entry"><th scope="row">\n<a href="/ledger/' in body(sign_in("OF"), address)


def test_a_term_of_the_year_can_be_looked_at(app, sign_in: SignIn) -> None:
    register.publish("form-2025")
    person = builders.member(place := builders.department("神经内科"), "欧阳静怡", hired_on=date(2020, 1, 1))
    register.entry("R05", place, person, date(2026, 2, 1), evidence="第一季度锦旗")
    register.entry("R11", place, person, date(2026, 8, 1), evidence="第三季度义诊")
    page = body(sign_in("OF"), f"/ratings/staff/{person.id}?term=3")
    assert "只看第 3 期" in page and "第三季度义诊" in page and "第一季度锦旗" not in page


def test_a_list_can_be_narrowed_by_pool_level_and_movement(hospital: Hospital, sign_in: SignIn) -> None:
    client = sign_in("OF")
    builders.department("检验科", category="technical")
    assert "检验科" not in body(client, "/ratings?pool=clinical")
    assert "神经内科" in body(client, "/ratings?level=none&move=none")
    assert "神经内科" not in body(client, "/ratings?move=raised")


def test_an_export_is_narrowed_like_its_list(hospital: Hospital, sign_in: SignIn) -> None:
    builders.department("检验科", category="technical")
    book = load_workbook(BytesIO(sign_in("OF").post("/ratings/export?pool=technical").data))
    assert [cell.value for cell in book.active["C"]][1:] == ["检验科"]


def test_an_unknown_pool_or_movement_narrows_nothing(hospital: Hospital, sign_in: SignIn) -> None:
    assert "神经内科" in body(sign_in("OF"), "/ratings?pool=moon&move=moon&sort=moon")


def test_the_account_of_a_result_can_be_taken_away(hospital: Hospital, sign_in: SignIn) -> None:
    client = sign_in("OF")
    book = load_workbook(BytesIO(client.post(f"/ratings/staff/{hospital[1].id}/export").data))
    assert {"基础分 80", "表扬信或锦旗", "得分"} <= {cell.value for cell in book.active["C"]}


def test_nobody_takes_the_account_of_another_department(hospital: Hospital, sign_in: SignIn) -> None:
    client = sign_in("DH", place=builders.department("骨科"))
    assert client.post(f"/ratings/departments/{hospital[0].id}/export").status_code == 404
