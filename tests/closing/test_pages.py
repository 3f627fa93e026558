"""Screens of closing: what is in the way, who may propose and confirm, what was frozen."""

from __future__ import annotations

import pytest
from flask import Flask

from hospital_integrity.access import Reach
from hospital_integrity.awards.queries import closing_of
from hospital_integrity.closing.queries import proposal_of
from hospital_integrity.scoring.operations import keep
from hospital_integrity.scoring.queries import About
from tests import builders
from tests.closing import year as years
from tests.closing.year import DOCUMENT, Year


@pytest.fixture
def year(app: Flask) -> Year:
    """A year that is over."""
    return years.over(app)


def nonce(**typed: object) -> dict[str, object]:
    return {"nonce": "a" * 32, **typed}


def decision(**changes: object) -> dict[str, object]:
    return nonce(**{"proposal": proposal_of(2026).id, "document_no": DOCUMENT, "decided_on": "2027-01-18", **changes})


def test_an_officer_proposes_a_reviewer_checks_and_the_officer_announces(year: Year, sign_in) -> None:
    officer, reviewer = sign_in("OF"), sign_in("RV")
    officer.post("/closing/2026/propose", data=nonce())
    checked = nonce(proposal=proposal_of(2026).id, verdict="passed", remarks="")
    assert reviewer.post("/closing/2026/check", data=checked).status_code == 303
    announced = nonce(proposal=proposal_of(2026).id, names="masked")
    answer = officer.post("/closing/2026/announce", data=announced, follow_redirects=True)
    assert "公示到 2027年1月27日 为止" in answer.text


def test_a_leader_confirms_when_the_notice_is_over(year: Year, sign_in) -> None:
    leader = sign_in("PB")
    years.announced(year)
    answer = leader.post("/closing/2026/confirm", data=decision(), follow_redirects=True)
    assert "2026 年度已关闭" in answer.text
    assert closing_of(2026).document_no == DOCUMENT


def test_who_proposed_sees_that_somebody_else_must_go_on(year: Year, sign_in) -> None:
    client = sign_in("RV")
    client.post("/closing/2026/propose", data=nonce())
    assert "提案由您提出，这一步须由另一人办理" in client.get("/closing/2026").text
    assert client.post("/closing/2026/confirm", data=decision()).status_code == 422


def test_open_drafts_are_named_with_the_way_to_them(year: Year, sign_in) -> None:
    keep(
        "b" * 32,
        "心内科 评分表",
        [{"item": "R01", "number": year.doctor.number, "day": "2026-03-01"}],
        About("department", year.place.id),
        Reach(),
    )
    client = sign_in("OF")
    assert "评分表“心内科 评分表”（第 1 号）还没有提交" in client.get("/closing/2026").text
    answer = client.post("/closing/2026/propose", data=nonce())
    assert (answer.status_code, "还没有提交" in answer.text, proposal_of(2026)) == (422, True, None)


def test_a_proposal_that_was_overtaken_answers_409_and_says_so(year: Year, sign_in) -> None:
    leader = sign_in("PB")
    years.announced(year)
    builders.entry(year.nurse, "R09")
    assert "提案后有变动" in leader.get("/closing/2026").text
    answer = leader.post("/closing/2026/confirm", data=decision())
    assert (answer.status_code, "请重新提出关闭提案" in answer.text) == (409, True)


@pytest.mark.parametrize("wrong", [{"document_no": ""}, {"decided_on": "2027-02-30"}, {"proposal": "x"}])
def test_what_is_wrong_in_the_decision_is_said_and_nothing_is_closed(year: Year, sign_in, wrong) -> None:
    publisher = sign_in("PB")
    years.announced(year)
    answer = publisher.post("/closing/2026/confirm", data=decision(**wrong))
    assert (answer.status_code, closing_of(2026)) == (422, None)


def test_the_overview_says_how_far_each_year_is(year: Year, sign_in) -> None:
    client = sign_in("OF")
    assert "可以提出关闭" in client.get("/closing").text
    years.close(year)
    page = client.get("/closing").text
    assert DOCUMENT in page and "已关闭" in page


def test_a_closed_year_shows_what_was_frozen(year: Year, sign_in) -> None:
    closing = years.close(year)
    page = sign_in("OF").get("/closing/2026").text
    assert closing.sha256[:16] in page and DOCUMENT in page


def test_a_year_nobody_knows_is_not_found(year: Year, sign_in) -> None:
    assert sign_in("OF").get("/closing/1999").status_code == 404
