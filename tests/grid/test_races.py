"""Two people at once, on both databases: one report, one acceptance, one meeting."""

from __future__ import annotations

import pytest

from hospital_integrity.grid import operations, queries
from hospital_integrity.ledger.queries import entries_of_year
from tests import builders
from tests.board.test_races import at_once
from tests.grid.conftest import OCTOBER, said
from tests.grid.test_meetings import CALLED
from tests.house import world

pytestmark = pytest.mark.both


def test_two_tabs_hand_in_one_report(app, house):
    reports = [said(house, nonce=sign * 32) for sign in "12"]
    tabs = zip((house.member, builders.account()), reports, strict=True)
    deeds = [(who, lambda one=one: operations.hand_in(OCTOBER, one)) for who, one in tabs]
    outcomes = at_once(app, deeds)
    assert outcomes[0] == "done" != outcomes[1]
    assert world.verbs().count("grid.submitted") == 1


def test_two_officers_accept_a_report_once(app, house, report):
    id, second = report().id, builders.account("OF")
    outcomes = at_once(app, [(who, lambda: operations.accept({id: 1})) for who in (house.officer, second)])
    assert outcomes == ["done", "这件履职记录刚才已验收"]
    assert (len(entries_of_year(2026)), world.verbs().count("grid.accepted")) == (1, 1)


def test_accepting_and_sending_back_agree_on_one(app, house, report):
    id, second = report().id, builders.account("OF")
    deeds = [
        (house.officer, lambda: operations.accept({id: 1})),
        (second, lambda: operations.send_back(id, 1, "请补充")),
    ]
    assert at_once(app, deeds)[0] == "done"
    assert (queries.record(id).state, len(entries_of_year(2026))) in {("accepted", 1), ("returned", 0)}


def test_two_officers_call_one_meeting_a_quarter(app, house):
    second = builders.account("OF")
    deeds = [
        (who, lambda nonce=nonce: operations.call(nonce * 32, CALLED))
        for who, nonce in ((house.officer, "1"), (second, "2"))
    ]
    outcomes = at_once(app, deeds)
    assert outcomes[0] == "done" != outcomes[1]
    assert len(queries.meetings(2026)) == 1


def test_two_officers_note_who_came_once(app, house):
    with_account = builders.account("OF")
    meeting = operations.call("1" * 32, CALLED)
    id, marks = meeting.id, dict.fromkeys(queries.expected(CALLED.held_on), "present")
    deeds = [(who, lambda: operations.attend(id, 1, marks)) for who in (house.officer, with_account)]
    assert at_once(app, deeds) == ["done", "这次例会刚才有人改过，请刷新后再看"]
    assert len(entries_of_year(2026)) == len(marks)
