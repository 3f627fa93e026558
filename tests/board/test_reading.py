"""The reader's side of the board: filters, data that is kept, figures, registered screens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, select

from hospital_integrity.board import operations
from hospital_integrity.board.models import BoardScreen
from hospital_integrity.board.sheet import TABLES
from hospital_integrity.db import db
from hospital_integrity.ledger import operations as ledger
from tests import builders
from tests.board.conftest import as_


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database inside."""
    seen: list[str] = []
    note = lambda *told: seen.append(told[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


NEW = {"nonce": "a" * 32, "place": "门诊大厅"}


@pytest.fixture
def shown(house):
    """A red entry of a person and a black one of another department, both on the board."""
    other = builders.department("检验科", category="technical")
    praise = builders.board_entry(builders.entry(house.person, "R10"))
    blame = builders.board_entry(
        builders.entry(None, "W1", other, evidence="谈话台账"),
        colour="black",
        kind="inspection",
        title="台账不全",
        staff_id=None,
    )
    db.session.commit()
    return praise, blame


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"red", "black"}),
        ("?kind=inspection", {"black"}),
        ("?pool=technical", {"black"}),
        ("?pool=clinical", {"red"}),
        ("?pool=technical&kind=letter", set()),
    ],
)
def test_the_board_is_filtered_by_kind_and_pool(shown, sign_in, query, found):
    entries = sign_in("ST").get(f"/board/data{query}").json["entries"]
    assert {"red" if one["colour"] == "红榜" else "black" for one in entries} == found


@pytest.mark.parametrize("query", ["kind=x", "pool=x", "period=x"])
def test_a_filter_that_is_none_is_not_found(sign_in, query):
    assert sign_in("ST").get(f"/board?{query}").status_code == 404


def test_data_holds_no_full_name(shown, sign_in):
    told = sign_in("OF").get("/board/data").text
    assert ("欧阳某" in told, "欧阳静怡" in told) == (True, False)


def test_what_is_kept_for_all_holds_nothing_of_one_reader(house, shown, sign_in):
    mine = sign_in("ST", person=house.person).get("/board").text
    other = sign_in("ST").get("/board").text
    assert ("与我有关的记录" in mine, "与我有关的记录" in other) == (True, False)


def test_a_withdrawal_is_seen_at_once_though_the_board_is_kept(house, shown, sign_in):
    client = sign_in("ST")
    before = client.get("/board").text + client.get("/board/data").text
    with as_(house.publisher):
        operations.withdraw(shown[1].id, shown[1].version, "文字有误")
    db.session.commit()
    after = client.get("/board").text + client.get("/board/data").text
    assert ("台账不全" in before, "台账不全" in after) == (True, False)


def test_a_reversed_fact_leaves_the_kept_board(house, shown, sign_in):
    client = sign_in("ST")
    client.get("/board")
    ledger.reverse(shown[0].entry_id, "复核不属实", "c" * 32, None)
    db.session.commit()
    assert "欧阳某" not in client.get("/board").text


@pytest.mark.parametrize("address", ["/board", "/board/data", "/board/figures", "/board/lobby"])
def test_ten_entries_cost_the_statements_of_one(app, house, sign_in, address):
    client, costs = sign_in("OF"), []
    for _ in range(3):
        builders.board_entry(builders.entry(builders.member(house.place), "R10"))
        db.session.commit()
        client.get(address)
        app.extensions.pop("board.shelf", None)
        with counted() as seen:
            client.get(address)
        costs.append(len(seen))
    assert costs[0] == costs[-1]


def test_a_board_that_is_kept_costs_one_statement_more_than_who_asks(shown, sign_in):
    client = sign_in("ST")
    client.get("/board/data")
    with counted() as seen:
        client.get("/board/data")
    assert len([one for one in seen if "board_" in one]) == 1


def test_a_year_is_told_in_figures(shown, sign_in):
    page = sign_in("OF").get("/board/figures").text
    assert all(word in page for word in ("检查发现", "检验科", "第四季度", "起草 → 发布"))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_figures_is_taken_away(shown, sign_in, table):
    answer = sign_in("OF").post(f"/board/figures/{table}/export?year=2026")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert (answer.status_code, sheet.max_row > 1) == (200, True)


@pytest.mark.parametrize("year", ["1999", "2027", "x" * 9])
def test_figures_of_a_year_that_is_none(sign_in, year):
    assert sign_in("OF").get(f"/board/figures?year={year}").status_code == (404 if year.isdigit() else 200)


@pytest.fixture
def link(house, sign_in):
    """The path of a registered screen's link."""
    page = sign_in("OF").post("/board/screens", data=NEW).text
    return "/board/screen/" + page.split("/board/screen/")[1].split('"')[0]


def test_a_registered_screen_needs_no_sign_in(client, link, shown):
    page = client.get(link).text
    assert ("欧阳某" in page, "欧阳静怡" in page) == (True, False)


def test_only_the_hash_of_a_link_is_kept_and_it_is_shown_once(link, sign_in):
    token = link.rpartition("/")[2]
    assert token not in sign_in("OF").get("/board/screens").text
    assert token not in db.session.scalar(select(BoardScreen.token_hash))


def test_a_screen_sees_nothing_else(client, link):
    client.get(link)
    assert [client.get(place).status_code for place in ("/board", "/board/data", "/board/lobby")] == [303] * 3


def test_an_ended_link_opens_nothing(client, link, sign_in):
    sign_in("OF").post("/board/screens/1/end", data={"nonce": "b" * 32})
    assert client.get(link).status_code == 404


def test_ending_twice_says_so(link, sign_in):
    officer = sign_in("OF")
    officer.post("/board/screens/1/end", data={"nonce": "b" * 32})
    answer = officer.post("/board/screens/1/end", data={"nonce": "c" * 32})
    assert (answer.status_code, "已经停用" in answer.text) == (409, True)


@pytest.mark.parametrize(("address", "status"), [("10.3.4.5", 200), ("fd00::1", 200), ("8.8.8.8", 404), ("", 404)])
def test_a_link_opens_only_inside(client, link, address, status):
    assert client.get(link, environ_base={"REMOTE_ADDR": address}).status_code == status


def test_a_double_submit_registers_one_screen(house, sign_in):
    officer = sign_in("OF")
    answers = [officer.post("/board/screens", data=NEW).status_code for _ in range(2)]
    assert (answers, len(list(db.session.scalars(select(BoardScreen))))) == ([200, 409], 1)
