"""Screens of decisions between awards: proposed, looked at with what it touches, confirmed or dropped."""

from __future__ import annotations

import pytest
from flask import Flask

from hospital_integrity.awards.queries import open_proposals, stars_now
from hospital_integrity.clock import today
from hospital_integrity.departments.models import Department
from tests import builders

TYPED = {
    "nonce": "a" * 32,
    "transition": "suspended",
    "document_no": "江一医纪〔2026〕6号",
    "cause": "台账缺失，限期整改",
}


@pytest.fixture
def place(app: Flask) -> Department:
    builders.edition()
    found = builders.department("心内科")
    builders.past_stars(found, {2025: 3})
    return found


def test_an_officer_proposes_and_sees_what_it_touches(place: Department, sign_in) -> None:
    officer = sign_in("OF")
    assert "没有有效证书" in officer.get(f"/stars/department/{place.id}/change").text
    answer = officer.post(f"/stars/department/{place.id}/change", data=TYPED, follow_redirects=True)
    assert ("已提出，等待另一人确认" in answer.text, TYPED["cause"] in answer.text) == (True, True)


def test_a_cause_too_short_is_refused_and_kept(place: Department, sign_in) -> None:
    answer = sign_in("OF").post(f"/stars/department/{place.id}/change", data={**TYPED, "cause": "缺"})
    assert (answer.status_code, TYPED["document_no"] in answer.text, open_proposals()) == (422, True, [])


def test_a_publisher_confirms_and_the_star_is_gone_today(place: Department, sign_in) -> None:
    proposal = builders.star_proposal(place)
    answer = sign_in("PB").post(f"/stars/changes/{proposal.id}", data={"nonce": "b" * 32}, follow_redirects=True)
    assert "已确认，当日生效" in answer.text
    assert stars_now("department", [place.id], today())[place.id].stars == 0


def test_who_comes_second_is_told(place: Department, sign_in) -> None:
    proposal = builders.star_proposal(place)
    sign_in("PB").post(f"/stars/changes/{proposal.id}", data={"nonce": "b" * 32})
    answer = sign_in("RV").post(f"/stars/changes/{proposal.id}", data={"nonce": "c" * 32})
    assert (answer.status_code, "已经处理过了" in answer.text) == (409, True)


def test_an_officer_may_drop_but_not_confirm(place: Department, sign_in) -> None:
    address = f"/stars/changes/{builders.star_proposal(place).id}"
    officer = sign_in("OF")
    assert officer.post(address, data={"nonce": "b" * 32}).status_code == 403
    officer.post(f"{address}/drop", data={"nonce": "c" * 32, "reason": "重复提出"})
    assert open_proposals() == []


def test_a_drop_without_a_reason_is_refused(place: Department, sign_in) -> None:
    address = f"/stars/changes/{builders.star_proposal(place).id}/drop"
    assert sign_in("PB").post(address, data={"nonce": "c" * 32, "reason": " "}).status_code == 422


def test_who_never_had_a_star_has_no_such_page(place: Department, sign_in) -> None:
    other = builders.department("消化内科")
    assert sign_in("OF").get(f"/stars/department/{other.id}/change").status_code == 404


def test_the_desk_says_what_waits_for_another_person(place: Department, sign_in) -> None:
    builders.star_proposal(place)
    assert "星级决定等待确认" in sign_in("PB").get("/").text
