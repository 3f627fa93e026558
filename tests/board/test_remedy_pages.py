"""The screens after publication: what each reader finds, what is refused, texts shown as text."""

from __future__ import annotations

from io import BytesIO

import pytest

from hospital_integrity.board.operations.appealing import NewAppeal, appeal
from hospital_integrity.board.operations.replying import reply
from hospital_integrity.board.queries import remedies
from hospital_integrity.corrections.queries import plan_for_board
from hospital_integrity.db import db
from tests import builders
from tests.board.conftest import as_, published
from tests.board.test_reading import counted

WHY = "当天我在手术室，有排班表为证。"
SHOT = "<b>我</b><script>alert(1)</script>当天在手术室"


@pytest.fixture
def row(house, draft):
    return published(house, draft("R21"))


@pytest.fixture
def me(house, sign_in):
    return sign_in("ST", person=house.person)


@pytest.fixture
def appealed(row, me):
    with as_(me.account):
        return appeal(row.id, NewAppeal("a" * 32, WHY))


def test_the_person_finds_the_three_remedies_and_others_do_not(row, me, sign_in):
    assert "提出申诉" in (own := me.get(f"/board/{row.id}").text) and "提交整改材料" in own
    assert "提出申诉" not in sign_in("ST").get(f"/board/{row.id}").text


def test_an_appeal_is_handed_in_with_a_file_and_read_by_the_reviewer(row, me, sign_in):
    sent = {"nonce": "b" * 32, "text": WHY, "files": (BytesIO("排班".encode()), "排班表.txt")}
    answer = me.post(f"/board/{row.id}/appeal", data=sent, content_type="multipart/form-data")
    file = remedies.files_of([1])[0]
    reviewer = sign_in("AH")
    assert (answer.status_code, answer.location) == (303, "/board/appeals/1")
    assert "排班表.txt" in reviewer.get("/board/appeals/1").text
    assert reviewer.get(f"/board/remedies/files/{file.id}").data == "排班".encode()


@pytest.mark.parametrize("path", ["/board/appeals/1", "/board/remedies/files/1", "/board/1/reply", "/board/1/appeal"])
def test_what_is_mine_is_nobody_elses(row, appealed, sign_in, path):
    assert sign_in("ST").get(path).status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(row, me):
    sent = {"nonce": "b" * 32, "text": WHY, "files": (BytesIO(b"MZ\x90\x00\x03"), "证据.pdf")}
    answer = me.post(f"/board/{row.id}/appeal", data=sent, content_type="multipart/form-data")
    assert (answer.status_code, remedies.remedies_of(row).appeals) == (422, [])


@pytest.mark.parametrize("text", ["当天我在\u202e手术室并没有离开", "当天我在手术室\u2066并没有离开过岗位", "太短"])
def test_hidden_signs_and_empty_words_are_refused(row, me, text):
    answer = me.post(f"/board/{row.id}/appeal", data={"nonce": "b" * 32, "text": text})
    assert (answer.status_code, remedies.remedies_of(row).appeals) == (422, [])


def test_markup_in_a_reply_is_shown_as_text(row, me, sign_in):
    with as_(me.account):
        reply(row.id, 0, SHOT)
    page = sign_in("ST").get(f"/board/{row.id}").text
    assert "未经核实" in page
    assert "<script>alert" not in page


def test_a_stale_reply_keeps_what_was_typed(row, me):
    with as_(me.account):
        reply(row.id, 0, "当天我在手术室，已提交说明。")
    answer = me.post(
        f"/board/{row.id}/reply", data={"nonce": "b" * 32, "number": "0", "text": "另一句话，已提交说明。"}
    )
    assert (answer.status_code, "另一句话" in answer.text) == (409, True)


def test_the_reviewer_decides_on_what_was_seen(row, appealed, sign_in):
    reviewer, seen = sign_in("AH"), plan_for_board(row).seen
    page = reviewer.get(f"/board/appeals/{appealed.id}/decide").text
    sent = {"nonce": "b" * 32, "seen": seen, "verdict": "withdrawn", "reasons": "经核对，当事人所述属实。"}
    sent |= {"title": row.title, "text": row.text}
    answer = reviewer.post(f"/board/appeals/{appealed.id}/decide", data=sent)
    assert (seen in page, answer.status_code) == (True, 303)
    assert "撤销" in reviewer.get(f"/board/appeals/{appealed.id}").text


def test_an_entry_that_was_taken_down_is_gone_for_readers_and_stays_for_the_person(row, appealed, me, sign_in):
    test_the_reviewer_decides_on_what_was_seen(row, appealed, sign_in)
    assert sign_in("ST").get(f"/board/{row.id}").status_code == 404
    assert "经核对，当事人所述属实。" in me.get(f"/board/{row.id}").text


def test_the_office_previews_and_corrects(house, row, sign_in):
    client = sign_in("PB")
    page = client.get(f"/corrections/board/{row.id}").text
    sent = {"nonce": "b" * 32, "seen": plan_for_board(row).seen, "reason": "核查有误，已查明", "ground": "rights"}
    answer = client.post(f"/corrections/board/{row.id}", data={**sent, "document_no": ""})
    assert ("78" in page, answer.location) == (True, "/corrections/1")
    assert "澄清第 1 号" in client.get("/corrections/1").text


def test_a_stale_preview_is_shown_anew(row, sign_in):
    sent = {"nonce": "b" * 32, "seen": "old", "reason": "核查有误，已查明", "ground": "", "document_no": ""}
    answer = sign_in("PB").post(f"/corrections/board/{row.id}", data=sent)
    assert (answer.status_code, plan_for_board(row).seen in answer.text) == (409, True)


def test_the_list_of_appeals_costs_the_same_however_many_there_are(house, row, appealed, me, sign_in):
    reviewer = sign_in("AH")
    reviewer.get("/board/remedies")
    with counted() as one:
        reviewer.get("/board/remedies")
    for number in range(8):
        fact = builders.entry(house.person, "R23", evidence=f"核查 {number}")
        more = builders.board_entry(fact, colour="black", kind="inspection")
        with as_(me.account):
            appeal(more.id, NewAppeal(f"{number:032x}", WHY))
    db.session.commit()
    with counted() as many:
        page = reviewer.get("/board/remedies").text
    assert (len(many), page.count("/board/appeals/")) == (len(one), 9)
