"""Screens of sanctions: who sees them, who doesn't, and what is taken away."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests import builders
from tests.house.world import verbs
from tests.sanctions.sanctioned import sanction, sanctioned

FORM = {
    "nonce": "a" * 32,
    "kind": "unit.warning",
    "document_no": "江一院纪〔2026〕7号",
    "decided_by": "医院党委",
    "decided_on": "2026-08-31",
    "effective_on": "2026-08-31",
    "facts": "收受患者礼品",
}


def test_an_officer_enters_and_a_reviewer_confirms(app: Flask, sign_in) -> None:
    person = builders.member(name="张晓明")
    answer = sign_in("OF").post("/sanctions/new", data={**FORM, "number": person.number}, follow_redirects=True)
    assert "等待另一人对照文件确认" in answer.text
    reviewer, said = sign_in("RV"), {"nonce": "b" * 32, "verdict": "confirmed", "remark": ""}
    assert reviewer.post("/sanctions/1/answer", data=said).status_code == 303
    assert "2027年2月28日" in reviewer.get(f"/sanctions/people/{person.id}").text


def test_an_unknown_number_is_refused_in_words(app: Flask, sign_in) -> None:
    answer = sign_in("OF").post("/sanctions/new", data={**FORM, "number": "999999"})
    assert (answer.status_code, "名册里没有这个人" in answer.text) == (422, True)


@pytest.mark.parametrize("role", ["DH", "EO", "AH", "GM", "ST"])
def test_neither_the_head_nor_others_browse(app: Flask, sign_in, role: str) -> None:
    place = builders.department("心内科")
    row = sanctioned(builders.member(place))
    client = sign_in(role, place=place) if role in ("DH", "GM") else sign_in(role)
    assert client.get("/sanctions").status_code == 403
    assert client.get(f"/sanctions/people/{row.staff_id}").status_code in (403, 404)


def test_a_person_sees_the_own_sanctions_that_count(app: Flask, sign_in) -> None:
    client = sign_in("ST")
    owner = builders.staff("无关的人")
    sanction(owner)
    mine = client.account.staff_id
    person = type("P", (), {"id": mine})()
    sanction(person)
    sanction(person, "", document_no="江一院纪〔2026〕99号", nonce="waiting")
    page = client.get(f"/sanctions/people/{mine}").text
    assert ("江一院纪〔2026〕4号" in page, "99号" in page) == (True, False)


def test_an_officer_does_not_see_the_own_sanction_in_the_register(app: Flask, sign_in) -> None:
    client = sign_in("OF")
    sanction(type("P", (), {"id": client.account.staff_id})())
    assert "江一院纪〔2026〕4号" not in client.get("/sanctions?state=all").text


def test_the_register_shows_what_runs_and_is_taken_away_with_an_event(app: Flask, sign_in) -> None:
    sanctioned(builders.member(name="欧阳娜"))
    client = sign_in("HR")
    page = client.get("/sanctions?q=欧阳").text
    assert ("欧阳娜" in page, "解除待确认" in page, "2027年3月2日" in page) == (True, True, True)
    sheet = load_workbook(BytesIO(client.post("/sanctions/export?state=all").data)).active
    assert "江一院纪〔2026〕4号" in [cell.value for cell in sheet[2]]
    assert verbs()[-1] == "list.exported"
