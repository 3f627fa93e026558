"""Two people at once, on both databases: one effect, and the other is told what happened."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from flask import Flask

from hospital_integrity.accounts.models import Account
from hospital_integrity.board import operations, queries
from hospital_integrity.db import db, writing
from hospital_integrity.ledger.queries import entries_of_year
from hospital_integrity.rules.saying import Refused
from tests import builders
from tests.board.conftest import EVERYWHERE, as_, heard, published, served, wording
from tests.board.test_operations import new_fact
from tests.house import world

pytestmark = pytest.mark.both


def at_once(app: Flask, deeds: list[tuple[Account, Callable[[], object]]]) -> list[str]:
    """What becomes of deeds that start together, each in a transaction of its own: "done" or the refusal."""
    start = Barrier(len(deeds))

    def work(deed: tuple[Account, Callable[[], object]]) -> str:
        account, what = deed
        with app.app_context(), writing(), as_(account):
            start.wait()
            try:
                what()
                db.session.commit()
                return "done"
            except Refused as refused:
                db.session.rollback()
                return str(refused)

    db.session.commit()
    for account in {account.id: account for account, _ in deeds}.values():
        db.session.refresh(account)
        db.session.expunge(account)
    db.session.commit()
    with ThreadPoolExecutor(len(deeds)) as pool:
        outcomes = list(pool.map(work, deeds))
    db.session.rollback()
    return sorted(outcomes, key=len)


def test_two_publishers_make_one_entry(app, house):
    with as_(house.author):
        id = operations.draft_fact(new_fact(house), wording(), EVERYWHERE).id
    heard(house, queries.board_entry(id))
    second = builders.account("PB", place=builders.department("质控办"))
    outcomes = at_once(app, [(who, lambda: operations.publish(id, 4, False)) for who in (house.publisher, second)])
    assert outcomes == ["done", "这条记录已经由审核人发布，没有再改动"]
    assert (len(entries_of_year(2026)), world.verbs().count("board.published")) == (1, 1)


def test_publishing_and_withdrawing_agree_on_one(app, house, draft):
    row = published(house, draft())
    id, second = row.id, builders.account("RV", place=builders.department("质控办"))
    deeds = [(who, lambda: operations.withdraw(id, 5, "文字有误")) for who in (house.publisher, second)]
    assert at_once(app, deeds) == ["done", "这条记录已经撤下，没有再改动"]


def test_an_edit_and_a_check_do_not_cross(app, house, draft):
    id = draft().id
    edit = (house.author, lambda: operations.edit(id, 1, wording(title="改过的标题"), None, EVERYWHERE))
    check = (house.checker, lambda: operations.check(id, 1, ""))
    outcomes, row = at_once(app, [edit, check]), queries.board_entry(id)
    assert outcomes[0] == "done" != outcomes[1]
    assert (row.state, row.title) in {("checked", "退还红包"), ("draft", "改过的标题")}


def test_an_objection_in_the_second_of_the_decision_stops_it_or_comes_too_late(app, house, draft):
    row = draft()
    notice = served(house, row)
    app.config["CLOCK"] = lambda: datetime(2026, 11, 27, 15, 59, 59)  # the last second of the term in China
    with as_(house.author):
        operations.enter_answer(notice.id, operations.Said("agree"))
    id, notice_id, version = row.id, notice.id, row.version
    subject = builders.account(person=house.person)
    objection = (subject, lambda: operations.answer(notice_id, operations.Said("object", "当天不在班，有排班表")))
    publish = (house.publisher, lambda: operations.publish(id, version, False))
    outcomes = at_once(app, [objection, publish])
    assert (outcomes[0], queries.board_entry(id).state) == ("done", "published")
    assert outcomes[1].startswith(("您已经答复过", "这份告知已经办结"))


def test_a_withdrawal_during_publishing_agrees_on_an_order(app, house, draft):
    row = heard(house, draft())
    id, version, second = row.id, row.version, builders.account("RV", place=builders.department("质控办"))
    withdraw = (second, lambda: operations.withdraw(id, version, "事实有误"))
    publish = (house.publisher, lambda: operations.publish(id, version, False))
    outcomes = at_once(app, [withdraw, publish])
    assert outcomes[0] == "done" != outcomes[1]
    assert queries.board_entry(id).state in ("published", "withdrawn")


def test_two_answers_of_a_nervous_finger_are_one(app, house, draft):
    notice, subject = served(house, draft()).id, builders.account(person=house.person)
    said = operations.Said("object", "当天不在班，有排班表")
    outcomes = at_once(app, [(subject, lambda: operations.answer(notice, said))] * 2)
    assert outcomes == ["done", "您已经答复过这份告知"]
    assert world.verbs().count("board.answered") == 1


def test_two_authors_draft_about_one_fact_once(app, house):
    fact, second = builders.entry(house.person, "R10").id, builders.account("OF")
    deeds = [
        (who, lambda nonce=nonce: operations.draft_of_entry(nonce * 32, fact, wording(), EVERYWHERE))
        for who, nonce in ((house.author, "1"), (second, "2"))
    ]
    outcomes = at_once(app, deeds)
    assert outcomes[0] == "done" != outcomes[1]
    assert world.verbs().count("board.drafted") == 1
