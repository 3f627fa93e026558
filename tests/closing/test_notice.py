"""The notice page: who sees whom, who may object, and the desk of those who answer."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask

from hospital_integrity.closing import operations, queries
from hospital_integrity.rules import procedure
from tests import builders
from tests.closing import year as years
from tests.closing.test_objections import SAID
from tests.closing.year import Year
from tests.ratings import register


@pytest.fixture
def year(app: Flask) -> Year:
    """The results of 2026 are on notice today, 20 January 2027."""
    year = years.over(app)
    with years.acting_as(year.officer):
        proposal = operations.propose(2026).id
    with years.acting_as(year.checker):
        operations.check(2026, proposal, "passed", "")
    with years.acting_as(year.officer):
        operations.announce(2026, proposal, "masked")
    return year


def test_everybody_sees_departments_and_only_surnames_of_people(year: Year, sign_in) -> None:
    person = sign_in("ST")
    assert "心内科" in person.get("/closing/2026/notice?kind=department").text
    page = person.get("/closing/2026/notice?kind=grid").text
    assert "欧阳某" in page and "欧阳娜" not in page


def test_the_office_sees_whole_names(year: Year, sign_in) -> None:
    assert "欧阳娜" in sign_in("OF").get("/closing/2026/notice?kind=grid").text


def test_of_staff_only_the_best_are_named(year: Year, sign_in) -> None:
    page = sign_in("OF").get("/closing/2026/notice?kind=staff").text
    assert "张晓明" in page and "欧阳娜" not in page


def test_a_person_sees_the_own_result_in_full(year: Year, sign_in) -> None:
    page = sign_in("ST", person=year.nurse, place=year.place).get("/closing/2026/notice").text
    assert "与您有关的结果" in page and "欧阳娜" in page


def test_a_head_objects_and_sees_the_objection(year: Year, sign_in) -> None:
    head = sign_in("DH", person=year.doctor, place=year.place)
    where = f"/closing/2026/notice/department/{year.place.id}/objection"
    assert head.post(where, data={"nonce": "a" * 32, "text": SAID, "evidence": ""}).status_code == 303
    assert SAID in head.get("/closing/objections/1").text


def test_a_file_comes_with_an_objection_and_is_open_to_the_same_people(year: Year, sign_in) -> None:
    head = sign_in("DH", person=year.doctor, place=year.place)
    where = f"/closing/2026/notice/department/{year.place.id}/objection"
    sent = {"nonce": "a" * 32, "text": SAID, "evidence": "", "files": [(BytesIO(b"minutes"), "科务会.txt")]}
    assert head.post(where, data=sent).status_code == 303
    assert "科务会.txt" in head.get("/closing/objections/1").text
    assert head.get("/closing/objections/1/files/1").data == b"minutes"
    assert sign_in("ST").get("/closing/objections/1/files/1").status_code == 404


def test_nobody_objects_for_another(year: Year, sign_in) -> None:
    stranger = sign_in("DH")
    where = f"/closing/2026/notice/department/{year.place.id}/objection"
    assert stranger.get(where).status_code == 404
    assert stranger.post(where, data={"nonce": "a" * 32, "text": SAID}).status_code == 404


def test_a_person_objects_to_the_own_result_only(year: Year, sign_in) -> None:
    nurse = sign_in("ST", person=year.nurse, place=year.place)
    typed = {"nonce": "a" * 32, "text": SAID, "evidence": ""}
    assert nurse.post(f"/closing/2026/notice/staff/{year.doctor.id}/objection", data=typed).status_code == 404
    assert nurse.post(f"/closing/2026/notice/staff/{year.nurse.id}/objection", data=typed).status_code == 303


def test_an_objection_is_not_open_to_others(year: Year, sign_in) -> None:
    nurse = sign_in("ST", person=year.nurse, place=year.place)
    typed = {"nonce": "a" * 32, "text": SAID, "evidence": ""}
    nurse.post(f"/closing/2026/notice/staff/{year.nurse.id}/objection", data=typed)
    assert sign_in("ST").get("/closing/objections/1").status_code == 404


def test_a_handler_answers_and_the_list_empties(year: Year, sign_in) -> None:
    nurse = sign_in("ST", person=year.nurse, place=year.place)
    typed = {"nonce": "a" * 32, "text": SAID, "evidence": ""}
    nurse.post(f"/closing/2026/notice/staff/{year.nurse.id}/objection", data=typed)
    handler = sign_in("AH")
    assert "欧阳娜" in handler.get("/closing/objections").text
    answer = {"nonce": "a" * 32, "verdict": "rejected", "reasons": "经核对，原结果与依据相符。"}
    assert handler.post("/closing/objections/1/answer", data=answer).status_code == 303
    assert queries.open_objections() == []
    assert "经核对" in nurse.get("/closing/objections/1").text


def test_an_involved_person_is_told_why_somebody_else_must_answer(year: Year, sign_in) -> None:
    with years.acting_as(builders.account("DH", year.doctor, year.place)):
        operations.object_to(queries.newest_notice(2026), "department", year.place.id, SAID, "")
    page = sign_in("RV", person=year.nurse, place=year.place).get("/closing/objections/1").text
    assert "您属于这个科室" in page


def test_an_empty_objection_is_shown_again(year: Year, sign_in) -> None:
    nurse = sign_in("ST", person=year.nurse, place=year.place)
    answer = nurse.post(f"/closing/2026/notice/staff/{year.nurse.id}/objection", data={"nonce": "a" * 32, "text": ""})
    assert (answer.status_code, "不能为空" in answer.text) == (422, True)


def test_a_year_that_was_not_announced_says_so(year: Year, sign_in) -> None:
    register.publish("form-2025")
    assert "还没有公示" in sign_in("ST").get("/closing/2025/notice").text


def test_a_second_notice_says_what_changed(year: Year, sign_in) -> None:
    with years.acting_as(year.officer):
        departure = operations.depart(2026, "department", year.place.id, "2", "经集体研究，该科室调低一级。")
    with years.acting_as(year.publisher):
        operations.agree(departure.id)
    with years.acting_as(year.officer):
        again = operations.propose(2026).id
    with years.acting_as(year.checker):
        operations.check(2026, again, "passed", "")
    with years.acting_as(year.officer):
        operations.announce(2026, again, "masked")
    page = sign_in("ST").get("/closing/2026/notice").text
    assert "与上次公示相比有变化" in page and "三星 → 二星" in page


def test_names_stand_as_the_edition_says_whatever_is_chosen(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    year = years.over(app)
    monkeypatch.setattr(procedure, "notice_names", lambda edition: "full")
    years.announced(year)
    assert queries.newest_notice(2026).names == "full"
