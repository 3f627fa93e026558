"""The screens of the board: who sees what, a draft's way, bad input, texts shown as text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from hospital_integrity.board import queries
from hospital_integrity.db import db
from hospital_integrity.ledger.queries import entries_of_year
from tests import builders
from tests.board import conftest

SENT = {
    "nonce": "e" * 32,
    "kind": "refusal",
    "title": "退还红包",
    "text": "当场退还红包并上交登记。",
    "basis": "登记表第 12 号",
    "display": "masked",
    "consent": "",
}
FACT = {**SENT, "item": "R10", "number": "000777", "day": "2026-11-02", "times": "1", "points": "", "attested": ""}


def decision(version=1, **more):
    return {"nonce": "f" * 32, "version": str(version), **more}


SERVED = {"method": "paper", "served_on": "2026-11-20", "remark": "当面送达，护士长在场", "number": ""}


@pytest.fixture
def published(house, draft):
    return conftest.published(house, draft())


@pytest.fixture
def publish(sign_in):
    """`publish("/board/1")` sends a draft the whole way, each step by its own person; the last answer."""
    author, checker, publisher = (sign_in(role) for role in ("OF", "RV", "PB"))

    def walk(shown):
        checker.post(f"{shown}/check", data=decision(1))
        author.post(f"{shown}/serve", data=decision(2, **SERVED))
        author.post(f"{shown}/enter-answer", data={"nonce": "a" * 32, "verdict": "agree"})
        return publisher.post(f"{shown}/publish", data=decision(4))

    return walk


@pytest.mark.parametrize("role", ["ST", "GM", "DH", "OF", "RV", "PB", "AH", "EO", "HR"])
def test_everybody_reads_the_board_and_nobody_a_full_name(sign_in, published, role):
    page = sign_in(role).get("/board").text
    assert "欧阳某" in page
    assert "欧阳静怡" not in page


@pytest.mark.parametrize("address", ["/board", "/board/lobby", "/board?view=print", "/board?period=2026"])
def test_an_empty_board_says_so(house, sign_in, address):
    assert "记录" in sign_in("ST").get(address).text


@pytest.mark.parametrize("period", ["2026-Q5", "2027", "x", "1999", "2026-13"])
def test_a_period_that_is_none_is_not_found(sign_in, period):
    assert sign_in("ST").get("/board", query_string={"period": period}).status_code == 404


def test_an_entry_about_me_is_mine_to_see_by_name(house, sign_in, published):
    client = sign_in("ST", person=house.person)
    assert "与我有关的记录" in client.get("/board").text
    assert "欧阳静怡" in client.get(f"/board/{published.id}").text


def test_a_head_knows_the_names_of_the_own_department_only(house, sign_in, published):
    own, other = sign_in("DH", place=house.place), sign_in("DH")
    assert "欧阳静怡" in own.get(f"/board/{published.id}").text
    assert "欧阳静怡" not in other.get(f"/board/{published.id}").text


@pytest.mark.parametrize(("role", "status"), [("ST", 404), ("GM", 404), ("DH", 404), ("HR", 404), ("RV", 200)])
def test_a_draft_is_for_the_office_only(sign_in, draft, role, status):
    assert sign_in(role).get(f"/board/{draft().id}").status_code == status


def test_what_is_inside_stays_inside(sign_in, published):
    page = sign_in("ST").get(f"/board/{published.id}").text
    assert "登记表第 12 号" not in page
    assert "经过" not in page


def test_a_fact_goes_from_draft_to_board_through_three_people(house, sign_in, publish):
    published = publish(sign_in("OF").post("/board/new", data=FACT).location)
    assert (published.status_code, len(entries_of_year(2026))) == (303, 1)
    assert "退还红包" in sign_in("ST").get("/board").text


def test_the_ledger_s_entry_is_put_on_the_board(house, sign_in):
    entry, author = builders.entry(house.person, "R10", evidence="信件第 5 号"), sign_in("OF")
    assert "信件第 5 号" in author.get(f"/board/new?entry={entry.id}").text
    assert author.post(f"/board/new?entry={entry.id}", data=SENT).status_code == 303
    assert author.get(f"/board/new?entry={entry.id}").location == "/board/1"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "公开标题：不能为空"),
        ({"basis": " "}, "依据：不能为空"),
        ({"title": "甲" * 41}, "最多 40 个字"),
        ({"text": "欧阳静怡退还红包"}, "公开内容：第 1 个字起的“欧阳静怡”"),
        ({"text": "据称收受红包"}, "没有查实"),
        ({"kind": "inspection"}, "类别与条目不符"),
        ({"kind": "rumour"}, "请从列表中选择"),
        ({"display": "full"}, "同意书编号"),
        ({"item": "C1"}, "请从列表中选择"),
        ({"number": "999999"}, "没有工号为 999999 的人"),
        ({"number": "", "department": ""}, "请选择科室，或填写工号"),
        ({"day": "2026-02-30"}, "发生日期"),
        ({"day": "2026-12-30"}, "还没有到"),
        ({"day": "2025-12-30"}, "没有生效的办法"),
        ({"day": "2026-01-01", "times": "NaN"}, "次数"),
        ({"times": "1e400"}, "次数"),
        ({"points": "sNaN"}, "分数"),
        ({"text": "退还\u202e红包"}, "看不见的字符"),
        ({"nonce": "x"}, "页面已过期"),
    ],
)
def test_bad_input_is_named_kept_and_writes_nothing(house, sign_in, typed, words):
    answer = sign_in("OF").post("/board/new", data={**FACT, **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert queries.waiting() == {}


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}'\"&amp;"])
def test_markup_is_text_on_every_page(house, sign_in, publish, text):
    sign_in("OF").post("/board/new", data={**FACT, "title": text, "text": text, "basis": text})
    publish("/board/1")
    publisher = sign_in("PB")
    pages = [publisher.get(place).text for place in ("/board", "/board/lobby", "/board?view=print", "/board/1")]
    assert not [page for page in pages if text in page]
    assert all("alert" in page or "7*7" in page for page in pages)


def test_a_stale_page_publishes_nothing_and_says_why(sign_in, draft):
    row = draft()
    answer = sign_in("RV").post(f"/board/{row.id}/check", data=decision(version=7))
    assert (answer.status_code, "请刷新后再看" in answer.text) == (409, True)
    assert queries.board_entry(row.id).state == "draft"


def test_the_second_publisher_gets_the_page_with_what_happened(sign_in, published):
    answer = sign_in("PB").post(f"/board/{published.id}/publish", data=decision(4))
    assert (answer.status_code, "已经由审核人发布" in answer.text) == (409, True)


@pytest.mark.parametrize("version", ["", "x", "１", "1" * 30])
def test_a_version_that_is_no_number_is_stale(sign_in, draft, version):
    assert sign_in("PB").post(f"/board/{draft().id}/publish", data=decision(version=version)).status_code == 409


def test_a_draft_is_returned_edited_and_listed(house, sign_in):
    author, checker = sign_in("OF"), sign_in("RV")
    author.post("/board/new", data=FACT)
    checker.post("/board/1/return", data=decision(reason="请写明处理结果"))
    assert "退还红包" in author.get("/board/drafts?state=returned").text
    assert author.post("/board/1/edit", data={**FACT, "version": "2", "title": "改过的标题"}).status_code == 303
    assert "改过的标题" in checker.get("/board/drafts").text


def test_only_the_author_edits(sign_in, draft):
    client, row = sign_in("OF"), draft()
    assert client.get(f"/board/{row.id}/edit").status_code == 404
    assert client.post(f"/board/{row.id}/drop", data=decision()).status_code == 404


def test_what_is_withdrawn_is_gone_at_the_next_turn(sign_in, published):
    client = sign_in("PB")
    before = client.get("/board/lobby").text
    client.post(f"/board/{published.id}/withdraw", data=decision(5, reason="文字有误"))
    assert ("退还红包" in before, "退还红包" in client.get("/board/lobby?turn=1").text) == (True, False)


def test_the_lobby_turns_by_itself_within_ten_seconds(sign_in, published):
    page = sign_in("ST").get("/board/lobby").text
    assert 'content="8; url=/board/lobby?turn=1"' in page
    assert 'hx-trigger="every 8s"' in page


def test_the_lobby_shows_every_entry_in_turn(house, sign_in, publish):
    client, author = sign_in("ST"), sign_in("OF")
    for day in range(1, 7):
        sent = {**FACT, "nonce": f"{day:032x}", "day": f"2026-11-0{day}", "title": f"标题第{day}"}
        publish(author.post("/board/new", data=sent).location)
    pages = [client.get(f"/board/lobby?turn={turn}").text for turn in range(4)]
    assert all(any(f"标题第{day}" in page for page in pages) for day in range(1, 7))


def test_a_grid_member_drafts_for_the_own_department_and_sees_the_own_drafts(house, sign_in):
    member = sign_in("GM", place=house.place)
    assert member.post("/board/new", data=FACT).status_code == 303
    assert "退还红包" in member.get("/board/drafts").text
    assert "退还红包" not in sign_in("GM").get("/board/drafts").text


def test_a_grid_member_drafts_for_no_other_department(house, sign_in):
    assert "范围" in sign_in("GM").post("/board/new", data=FACT).text


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database inside."""
    seen: list[str] = []
    note = lambda *told: seen.append(told[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def test_the_board_costs_the_same_statements_for_one_entry_and_for_ten(house, sign_in, publish):
    client, author = sign_in("ST"), sign_in("OF")
    costs = []
    for day in range(1, 6):
        sent = {**FACT, "nonce": f"{day:032x}", "day": f"2026-11-0{day}"}
        publish(author.post("/board/new", data=sent).location)
        with counted() as seen:
            client.get("/board")
        costs.append(len(seen))
    assert costs[1] == costs[-1]
