"""The screens of the register: its forms, who sees what, files, the locked source, bad input."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hospital_integrity.db import db
from hospital_integrity.intake.models import IntakeCase
from tests.house import world
from tests.intake.conftest import NAMED, PACKET
from tests.intake.test_operations import accepted, nonce

SENT = {
    "nonce": "e" * 32,
    "channel": "letter",
    "received_on": "2026-11-03",
    "title": "接待态度",
    "content": "三次询问都没有回答。",
    "number": "000777",
    "happened_on": "2026-11-02",
    "source_name": NAMED.name,
    "source_contact": NAMED.contact,
}
RED = {
    **SENT,
    "amount": "800.50",
    "receipt": "SJ-9",
    "taken_on": "2026-11-02",
    "taken_time": "9:00",
    "handed_on": "2026-11-03",
    "handed_time": "09:00",
}
OUTCOME = {"nonce": "d" * 32, "outcome": "verified", "words": "调取录像核实。", "follow": "entry", "item": "R19"}
OUTCOME |= {"day": "2026-11-02", "times": "1"}


def files(*names, body=b"words"):
    return [(BytesIO(body), name) for name in names]


def post(client, address, **data):
    return client.post(address, data=data, content_type="multipart/form-data")


def cases():
    db.session.rollback()
    return db.session.query(IntakeCase).order_by(IntakeCase.id).all()


def test_a_complaint_is_registered_with_its_letter(house, sign_in):
    client = sign_in("OF")
    answer = post(client, "/intake/new?kind=complaint", **SENT, files=files("来信.txt"))
    page = client.get(answer.location).text
    assert answer.status_code == 303 and "实名，已加密保存" in page and "原件 1 份" in page
    assert NAMED.name not in page and NAMED.contact not in page and "来信.txt" not in page


def test_a_red_packet_shows_whether_it_came_in_time_and_prints_its_receipt(house, sign_in):
    client = sign_in("OF")
    page = client.get(post(client, "/intake/new?kind=packet", **RED).location).text
    assert "24 小时 0 分上交，在 24 小时以内" in page and "800.5 元" in page
    slip = client.get(f"/intake/{cases()[0].id}/receipt.pdf")
    assert slip.data.startswith(b"%PDF-") and slip.status_code == 200


def test_sending_the_form_twice_registers_once(house, sign_in):
    client = sign_in("OF")
    assert {post(client, "/intake/new", **SENT).location for _ in range(2)} == {"/intake/1"}
    assert len(cases()) == 1


BAD = {
    "图片.pdf": (b"\x89PNG\r\n\x1a\n....", "“图片.pdf”的内容其实是PNG 图片"),
    "页面\u202e\u200b.txt": (b"<script>alert(1)</script>", "“页面.txt”的内容是网页"),
    "大.txt": (b"a" * (10 * 1024 * 1024 + 1), "“大.txt”超过 10 MB"),
    "空.txt": (b"", "“空.txt”是空文件"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_isnt_what_it_says_is_named_and_nothing_is_kept(house, sign_in, name):
    body, why = BAD[name]
    answer = post(sign_in("OF"), "/intake/new", **SENT, files=files(name, body=body))
    assert answer.status_code == 422 and why in answer.text and "三次询问都没有回答。" in answer.text
    assert cases() == []


def test_six_files_are_refused(house, sign_in):
    answer = post(sign_in("OF"), "/intake/new", **SENT, files=files(*(f"{n}.txt" for n in range(6))))
    assert answer.status_code == 422 and "一次最多选 5 个文件" in answer.text


def test_only_pages_that_take_files_may_be_sent_so_much(house, registered, sign_in):
    assert (
        post(
            sign_in("OF"), f"/intake/{registered().id}/source", files=files("a.txt", body=bytes(9_000_000))
        ).status_code
        == 413
    )


def test_who_it_came_from_is_shown_for_a_reason_and_noted(house, sign_in):
    client = sign_in("OF")
    post(client, "/intake/new", **SENT, files=files("来信.txt"))
    assert client.post("/intake/1/source", data={"nonce": nonce()}).status_code == 422
    page = client.post("/intake/1/source", data={"nonce": nonce(), "reason": "contact"}).text
    assert NAMED.name in page and NAMED.contact in page and world.verbs()[-1] == "intake.source_opened"
    letter = re.search(r'href="(/intake/1/files/[^"]+)"', page)[1].replace("&amp;", "&")
    assert client.get(letter).data == b"words" and client.get(letter.split("?")[0]).status_code == 404
    assert sign_in("PB").get(letter).status_code == 404


def test_material_is_saved_and_never_shown(house, registered, sign_in):
    id, client = registered().id, sign_in("OF")
    passing = {"nonce": nonce(), "version": "1", "to": str(house.other.id), "files": files("函.txt")}
    post(client, f"/intake/{id}/steps/passed", **passing)
    link = re.search(rf'href="(/intake/{id}/files/[0-9]+)"', client.get(f"/intake/{id}").text)[1]
    answer = client.get(link)
    assert answer.data == b"words" and "attachment" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client.get("/intake/999/files/1").status_code == 404


def test_a_case_goes_through_to_its_entry(house, registered, sign_in):
    id = accepted(house, registered()).id
    answer = post(sign_in("RV"), f"/intake/{id}/decide", **OUTCOME, version="2")
    assert answer.status_code == 303 and cases()[0].entry_id
    page = sign_in("OF").get(f"/intake/{id}").text
    assert "起草红黑榜" in page and "告知结果" in page


def test_who_registered_sees_no_way_to_conclude(house, registered, sign_in):
    id = registered(kind="banner").id
    assert "登记核查结论" in sign_in("RV").get(f"/intake/{id}").text


def test_a_stale_form_is_told_and_keeps_what_was_typed(house, registered, sign_in):
    id, client = accepted(house, registered()).id, sign_in("RV")
    answer = post(client, f"/intake/{id}/decide", **OUTCOME, version="1")
    assert answer.status_code == 409 and "刚由别人办理过" in answer.text and "调取录像核实。" in answer.text


@pytest.mark.parametrize("wrong", [{"outcome": "liar"}, {"words": ""}, {"follow": "clarify"}, {"item": "R10"}])
def test_a_conclusion_that_cannot_be_is_refused(house, registered, sign_in, wrong):
    id = accepted(house, registered()).id
    answer = post(sign_in("RV"), f"/intake/{id}/decide", **{**OUTCOME, "version": "2", **wrong})
    assert answer.status_code == 422 and cases()[0].outcome == ""


def test_an_officer_of_the_department_finds_nothing(house, registered, sign_in):
    id, client = registered().id, sign_in("RV", place=house.place)
    assert client.get(f"/intake/{id}").status_code == 404 and "接待态度" not in client.get("/intake").text
    assert post(client, f"/intake/{id}/decide", **OUTCOME).status_code == 404


def test_a_case_about_the_registrars_own_department_is_for_others(house, sign_in):
    client = sign_in("OF", place=house.place)
    answer = post(client, "/intake/new", **SENT)
    assert answer.location == "/intake" and "由其他人办理" in client.get("/intake").text


def test_the_register_is_searched(house, registered, sign_in):
    registered()
    client, found = sign_in("OF"), {"": True, "q=接待": True, "q=000777": True, "kind=praise": False}
    for query, there in {**found, "state=overdue": True, "state=x": True}.items():
        assert ("接待态度" in client.get(f"/intake?{query}").text) is there, query


def test_the_list_is_taken_away_without_contents_and_sources(house, registered, sign_in):
    registered(**PACKET)
    answer = sign_in("OF").post("/intake/export", data={"nonce": nonce()})
    assert answer.status_code == 200 and world.verbs()[-1] == "list.exported"
    said = str(cells(answer.data))
    assert "SJ-001" in said and NAMED.name not in said and "三次询问" not in said


def cells(data):
    return [list(row) for row in load_workbook(BytesIO(data)).active.iter_rows(values_only=True)]


def test_markup_is_text(house, sign_in):
    client, text = sign_in("OF"), '"><img src=x onerror=1><script>alert(1)</script>'
    page = client.get(post(client, "/intake/new", **{**SENT, "title": text, "content": text}).location).text
    assert text not in page


def test_what_cannot_be_seen_is_refused(house, sign_in):
    odd = dict.fromkeys(["title", "content", "source_name"], "甲\u202e乙")
    answer = post(sign_in("OF"), "/intake/new", **{**SENT, **odd})
    assert answer.status_code == 422 and answer.text.count("看不见的字符") >= 3


def test_an_untrue_report_leads_to_a_clarification(house, registered, sign_in):
    id = accepted(house, registered()).id
    post(sign_in("RV"), f"/intake/{id}/decide", **{**OUTCOME, "version": "2", "outcome": "untrue", "follow": "clarify"})
    client = sign_in("OF")
    assert f'href="/board/clarifications/new?case={id}"' in client.get(f"/intake/{id}").text
    assert client.get(f"/board/clarifications/new?case={id}").status_code == 200
    assert sign_in("OF", place=house.place).get(f"/board/clarifications/new?case={id}").status_code == 404


def test_a_verified_case_leads_to_the_board(house, registered, sign_in):
    id = accepted(house, registered()).id
    post(sign_in("RV"), f"/intake/{id}/decide", **OUTCOME, version="2")
    entry = cases()[0].entry_id
    client = sign_in("OF")
    assert f'href="/board/new?entry={entry}&amp;case={id}"' in client.get(f"/intake/{id}").text
    assert client.get(f"/board/new?entry={entry}&case={id}").status_code == 200


def test_a_draft_for_the_board_begins_with_what_the_person_may_see(house, registered, sign_in):
    id = registered(kind="banner", public_text="患者家属送来锦旗一面。").id
    post(sign_in("RV"), f"/intake/{id}/decide", **{**OUTCOME, "version": "1", "follow": "board", "item": ""})
    page = sign_in("OF").get(f"/board/new?case={id}").text
    assert "患者家属送来锦旗一面。" in page and "000777" in page and "三次询问" not in page
    assert "患者家属送来" not in sign_in("GM", place=house.other).get(f"/board/new?case={id}").text
