"""What waits for me, by when: on the desk, in the menu, in the digest, and what is late in the whole hospital."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from sqlalchemy import event

from hospital_integrity.cli import main
from hospital_integrity.db import db
from hospital_integrity.home.queries.task import Task, in_order
from hospital_integrity.rules.saying import say
from tests import builders
from tests.board.conftest import draft, house, published, served  # noqa: F401 (fixtures)

TODAY = date(2026, 11, 20)


def task(name: str, due: date | None = None, tone: str = "gold") -> Task:
    return Task(say(name), "", "/", "inbox", tone, due=due)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database inside."""
    seen: list[str] = []
    note = lambda *told: seen.append(told[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def test_what_is_due_first_stands_first_and_late_things_are_red():
    tasks = [task("c"), task("b", date(2026, 11, 25)), task("d", tone="jade"), task("a", date(2026, 11, 19))]
    found = in_order(tasks, TODAY)
    assert [str(one.text) for one in found] == ["a", "b", "c", "d"]
    assert [one.late for one in found] == [True, False, False, False]


def test_the_last_day_isn_t_late():
    assert not in_order([task("a", TODAY)], TODAY)[0].late


def test_a_notice_waits_for_its_person_until_its_last_day(app, sign_in, house, draft):  # noqa: F811
    served(house, draft())
    client = sign_in("ST", person=house.person)
    assert "一份红黑榜告知等您核对" in client.get("/").text
    assert "一份红黑榜告知等您核对" not in sign_in("ST").get("/").text


@pytest.mark.parametrize(("role", "mine"), [("RV", True), ("PB", True), ("OF", False), ("ST", False)])
def test_a_draft_waits_for_who_may_check_it(sign_in, draft, role, mine):  # noqa: F811
    draft()
    assert ("红黑榜记录等待核查证据" in sign_in(role).get("/").text) == mine


def test_the_menu_counts_what_the_desk_shows(sign_in, draft):  # noqa: F811
    draft()
    client = sign_in("RV")
    client.get("/")
    assert 'class="menu-count' in client.get("/board").text
    assert 'class="menu-count' not in sign_in("ST").get("/board").text


def test_a_counted_menu_costs_no_statement(sign_in, draft):  # noqa: F811
    draft()
    client, costs = sign_in("RV"), []
    for _ in range(2):
        with counted() as seen:
            client.get("/board/figures")
        costs.append(len(seen))
    with counted() as seen:
        client.get("/board/figures")
    assert costs[1] == len(seen) < costs[0]


def test_the_desk_costs_the_same_for_one_entry_on_its_way_and_for_four(sign_in, house, draft):  # noqa: F811
    client, costs = sign_in("PB"), []
    for _ in range(4):
        served(house, draft())
        with counted() as seen:
            client.get("/")
        costs.append(len(seen))
    assert costs[1] == costs[-1]


def test_a_term_that_ends_soon_is_on_the_office_s_list(app, sign_in, house, draft):  # noqa: F811
    served(house, draft())
    before = sign_in("OF").get("/overdue").text
    app.config["CLOCK"] = lambda: datetime(2026, 11, 25, 4)
    after = sign_in("RV").get("/overdue").text
    assert ("退还红包" in before, "退还红包" in after) == (False, True)


def test_an_appeal_that_nobody_decided_is_late(app, sign_in, house, draft):  # noqa: F811
    row = published(house, draft())
    client = sign_in("ST", person=house.person)
    sent = {"nonce": "a" * 32, "text": "事实与记录不符，当天我在外院会诊，有会诊单为证。"}
    assert client.post(f"/board/{row.id}/appeal", data=sent).status_code == 303
    app.config["CLOCK"] = lambda: datetime(2026, 12, 20, 4)
    page = sign_in("AH").get("/").text
    assert ("红黑榜申诉等待复核决定" in page, "逾期" in page) == (True, True)


def test_the_digest_tells_each_person_what_waits(app, house, draft):  # noqa: F811
    notice = served(house, draft())
    builders.account("ST", person=house.person)
    db.session.commit()
    told = app.test_cli_runner().invoke(main.commands["digest"], ["--number", "000777"]).output
    assert notice.due_on.isoformat() in told
    assert "欧阳静怡，2026年11月20日" in told
    assert f"/board/notices/{notice.id}" in told


def test_the_digest_writes_a_file_for_each(app, tmp_path, house, draft):  # noqa: F811
    draft()
    db.session.commit()
    app.test_cli_runner().invoke(main.commands["digest"], ["--folder", str(tmp_path / "out")])
    assert all("等您办理" in one.read_text("utf-8") for one in (tmp_path / "out").iterdir())
