"""The register's screens: what they show, what they refuse, and to whom."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Department, GridAppointment, Staff
from tests import builders

NEW = {"code": "A03.04", "name": "神经内科", "category": "clinical", "campus": "总院"}
PERSON = {"number": "000123", "name": "曾静怡", "profession": "nurse", "title": "护师", "hired_on": "2026-01-01"}


@pytest.fixture
def officer(sign_in) -> FlaskClient:
    """Somebody who keeps the register."""
    return sign_in("OF")


def sent(client: FlaskClient, path: str, **data):
    return client.post(path, data={"nonce": "0" * 32, **data})


def words(answer) -> str:
    return answer.get_data(as_text=True)


def test_a_department_is_added_and_found(officer: FlaskClient, app: Flask) -> None:
    assert sent(officer, "/departments/add", **NEW, opened_on="2026-03-01").status_code == 303
    assert "神经内科" in words(officer.get("/departments?q=sjnk"))


def test_what_was_typed_comes_back_with_the_refusal(officer: FlaskClient) -> None:
    answer = sent(officer, "/departments/add", **{**NEW, "name": "张<b>三"}, opened_on="明天")
    assert answer.status_code == 422
    assert "张&lt;b&gt;三" in words(answer)


@pytest.mark.parametrize("field", ["code", "name", "category", "campus", "opened_on"])
def test_every_field_of_a_department_must_be_filled(officer: FlaskClient, field: str) -> None:
    answer = sent(officer, "/departments/add", **{**NEW, "opened_on": "2026-03-01", field: "　"})
    assert answer.status_code == 422
    assert db.session.query(Department).filter_by(code="A03.04").count() == 0


def test_a_rename_shows_in_the_record_of_changes(officer: FlaskClient) -> None:
    place = builders.department("心内科")
    told = {
        "category": "clinical",
        "campus": "总院",
        "day": "2026-06-01",
        "document_no": "院发〔2026〕8号",
        "version": 1,
    }
    assert sent(officer, f"/departments/{place.id}/edit", **told, name="心血管内科").status_code == 303
    assert "心内科 → 心血管内科" in words(officer.get(f"/departments/{place.id}"))


def test_an_edit_from_an_old_page_is_a_conflict(officer: FlaskClient) -> None:
    place = builders.department("心内科", version=2)
    told = {"category": "clinical", "campus": "总院", "day": "2026-06-01", "document_no": "8", "version": 1}
    answer = sent(officer, f"/departments/{place.id}/edit", **told, name="新名")
    assert answer.status_code == 409
    assert "已被别人改动" in words(answer)


def merger(place: Department, **more: object) -> dict[str, object]:
    told = {"version": 1, "heir": "none", "day": "2026-06-01", "document_no": "院发〔2026〕9号"}
    return {**told, **more}


def test_two_departments_become_a_new_one_with_the_history_of_the_second(officer: FlaskClient) -> None:
    first, second = builders.department("神经内科"), builders.department("神经外科")
    new = {f"new-{key}": value for key, value in NEW.items()} | {"new-name": "神经中心"}
    answer = sent(officer, f"/departments/{first.id}/merge", **merger(first, second=second.id, heir="1", **new))
    assert answer.status_code == 303
    into = queries.department_by_code("A03.04")
    assert queries.lineage([into.id])[into.id] == (into.id, second.id)


def test_a_merger_needs_exactly_one_destination(officer: FlaskClient) -> None:
    place = builders.department("神经内科")
    assert "二者选一" in words(sent(officer, f"/departments/{place.id}/merge", **merger(place)))


def test_a_half_described_new_department_is_refused(officer: FlaskClient) -> None:
    place = builders.department("神经内科")
    answer = sent(officer, f"/departments/{place.id}/merge", **merger(place, **{"new-code": "N1"}))
    assert "要么都填" in words(answer)


def test_a_split_page_asks_where_everyone_goes(officer: FlaskClient) -> None:
    place = builders.department("神经科")
    person = builders.member(place, "曾静怡")
    assert "曾静怡" in words(officer.get(f"/departments/{place.id}/split"))
    parts = {
        f"parts-{n}-{key}": value for n in (0, 1) for key, value in {**NEW, "code": f"N{n}", "name": f"新{n}"}.items()
    }
    goes = {"members-0-staff_id": person.id, "members-0-to": "1", "stays": "no"}
    answer = sent(officer, f"/departments/{place.id}/split", **merger(place, heir="0", **parts, **goes))
    assert answer.status_code == 303
    assert len(queries.staff_in(queries.department_by_code("N1").id, builders.date(2026, 6, 1))) == 1


def test_a_department_closes_when_empty(officer: FlaskClient) -> None:
    place = builders.department("心内科")
    told = {"version": 1, "day": "2026-06-01", "document_no": "院发〔2026〕8号"}
    assert sent(officer, f"/departments/{place.id}/close", **told).status_code == 303
    assert "已撤销" in words(officer.get(f"/departments/{place.id}"))


def test_a_person_is_added_moved_and_leaves(officer: FlaskClient) -> None:
    first, second = builders.department(), builders.department("急诊科")
    page = sent(officer, "/staff/add", **PERSON, department_id=first.id).location
    assert sent(officer, f"{page}/move", version=1, department_id=second.id, day="2026-06-01").status_code == 303
    assert sent(officer, f"{page}/leave", version=2, day="2026-07-01").status_code == 303
    shown = words(officer.get(page))
    assert "急诊科" in shown and "离院日期 2026年7月1日" in shown


def test_a_person_is_corrected(officer: FlaskClient) -> None:
    person = builders.member(name="曾静")
    told = {**PERSON, "name": "曾静怡", "hired_on": "2020-01-01", "version": 1}
    assert sent(officer, f"/staff/{person.id}/edit", **told).status_code == 303
    assert "曾静怡" in words(officer.get("/staff?q=zjy"))


@pytest.mark.parametrize("number", ["", "00 12", "一二三", "0" * 21, "<b>1</b>"])
def test_a_number_that_is_none_is_refused(officer: FlaskClient, number: str) -> None:
    place = builders.department()
    answer = sent(officer, "/staff/add", **{**PERSON, "number": number}, department_id=place.id)
    assert answer.status_code == 422
    assert db.session.query(Staff).filter_by(name="曾静怡").count() == 0


def test_a_grid_member_is_appointed_and_retired(officer: FlaskClient) -> None:
    place = builders.department()
    person = builders.member(place, "曾静怡")
    told = {"number": person.number, "department_id": place.id, "tier": "department", "duty": "leader"}
    assert sent(officer, "/grid/appoint", **told, from_day="2026-03-01").status_code == 303
    assert "曾静怡" in words(officer.get("/grid"))
    one = db.session.query(GridAppointment).one()
    assert sent(officer, f"/grid/{one.id}/end", day="2026-06-01").status_code == 303
    assert "还没有任命" in words(officer.get("/grid"))


def test_an_unknown_number_is_not_appointed(officer: FlaskClient) -> None:
    place = builders.department()
    told = {"number": "999999", "department_id": place.id, "tier": "department", "duty": "leader"}
    assert "没有工号为 999999 的人" in words(sent(officer, "/grid/appoint", **told, from_day="2026-03-01"))


def test_a_head_sees_their_own_department_only(sign_in) -> None:
    own, other = builders.department("心内科"), builders.department("急诊科")
    colleague = builders.member(other, "赵远")
    head = sign_in("DH", place=own)
    listed = words(head.get("/departments"))
    assert "心内科" in listed and "急诊科" not in listed
    assert head.get(f"/departments/{other.id}").status_code == 404
    assert head.get(f"/staff/{colleague.id}").status_code == 404
    assert "赵远" not in words(head.get("/staff?q=赵"))


def test_someone_sees_their_own_page_but_not_a_colleagues(sign_in) -> None:
    place = builders.department()
    person, colleague = builders.member(place), builders.member(place)
    staff = sign_in("ST", person=person)
    assert staff.get(f"/staff/{person.id}").status_code == 200
    assert staff.get(f"/staff/{colleague.id}").status_code == 404


def test_a_colleague_sees_the_department_but_no_list_of_people(sign_in) -> None:
    place = builders.department()
    person, colleague = builders.member(place), builders.member(place, "赵远")
    shown = words(sign_in("ST", person=person).get(f"/departments/{place.id}"))
    assert "人员（2 人）" in shown and colleague.name not in shown


def test_personnel_reads_and_changes_nothing(sign_in) -> None:
    person = builders.member()
    personnel = sign_in("HR")
    assert personnel.get(f"/staff/{person.id}").status_code == 200
    assert personnel.get(f"/staff/{person.id}/edit").status_code == 403
    assert sent(personnel, f"/staff/{person.id}/leave", version=1, day="2026-06-01").status_code == 403


@pytest.mark.parametrize("path", ["/staff/0", "/staff/99999999999999999999", "/departments/7777", "/grid/7777/end"])
def test_what_is_not_there_is_not_found(officer: FlaskClient, path: str) -> None:
    assert officer.get(path).status_code == 404


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=99999999999999999999", "page=x", "department=x", "q=%00"])
def test_odd_queries_are_answered(officer: FlaskClient, query: str) -> None:
    builders.member()
    assert officer.get(f"/staff?{query}").status_code == 200
