"""Clarification step by step: the person is asked, another one approves, only what is untrue is said, for as long."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from hospital_integrity.board.models import ClarificationStep
from hospital_integrity.board.operations import clarifying as operations
from hospital_integrity.board.queries import clarifying
from hospital_integrity.clock import now
from hospital_integrity.corrections.operations import Wanted, correct_board
from hospital_integrity.corrections.queries import plan_for_board
from hospital_integrity.db import db
from hospital_integrity.intake.queries import Untrue
from hospital_integrity.ledger.operations import undo
from hospital_integrity.rules.clarifying import Proposal
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.board.conftest import as_, published

SAID = Proposal("yes", "电话征询，本人同意。", "notice", ("当时不在岗", "没有请假"))


@pytest.fixture
def row(app, house, draft):
    """A criticism that stood on the board from 20 to 24 November and turned out untrue."""
    found = published(house, draft("R21"))
    app.config["CLOCK"] = lambda: datetime(2026, 11, 24, 4)
    with as_(house.publisher):
        correct_board(found.id, Wanted("c" * 32, plan_for_board(found).seen, "核查认错了人"))
    return found


@pytest.fixture
def id(house, row):
    """A clarification of it, started by the officer."""
    with as_(house.author):
        return operations.start_clarification("s" * 32, operations.source_of_board(row.id), "rights").id


def proposed(house, id, **more):
    with as_(house.author):
        return operations.propose_clarification(id, 1, SAID)


def approved(house, id):
    proposed(house, id)
    with as_(house.publisher):
        return operations.approve_clarification(id, 2)


def test_it_says_what_stood_where_and_which_points_are_untrue_and_no_more(house, id):
    text = proposed(house, id).text
    assert text.splitlines() == [
        "红黑榜曾于 2026年11月20日 至 2026年12月19日 公示“退还红包”（欧阳某）。经核实，下列内容不属实：",
        "1. 当时不在岗；",
        "2. 没有请假。",
        "特此澄清。",
    ]


def test_it_is_due_in_five_working_days_of_the_approval(house, id):
    assert approved(house, id).due_on == date(2026, 12, 1)


def test_a_notice_is_shown_to_everybody_for_as_many_days_as_the_criticism_was(app, house, row, id):
    approved(house, id)
    with as_(house.author):
        operations.carry_out_clarification(id, 3, "在红黑榜原位置公示")
    shown = clarifying.shown_clarifications(date(2026, 11, 28))
    assert [(one.board_entry_id, one.shown_from, one.shown_to) for one in shown] == [
        (row.id, date(2026, 11, 24), date(2026, 11, 28))
    ]
    assert clarifying.shown_clarifications(date(2026, 11, 29)) == []


def test_who_proposed_does_not_approve_and_the_database_keeps_it_so(house, id):
    step = proposed(house, id)
    with as_(house.author), pytest.raises(Refused, match="不能自己批准"):
        operations.approve_clarification(id, 2)
    own = ClarificationStep(
        clarification_id=id, number=3, verb="approved", actor_id=step.actor_id, at=now(), answers=step.id
    )
    own.proposed_by, own.due_on = step.actor_id, date(2026, 12, 1)
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.add(own)
        db.session.flush()


def test_without_the_persons_consent_it_ends_with_its_reason(house, id):
    with as_(house.author):
        operations.ask_person(id, 1, "no", "电话征询，本人不愿再提。")
        with pytest.raises(Refused, match="没有本人同意"):
            operations.propose_clarification(id, 2, Proposal("no", "电话", "letter", ("没有请假",)))
        operations.end_clarification(id, 2, "refused", "尊重本人意见")
        with pytest.raises(Refused, match="不予澄清"):
            operations.ask_person(id, 3, "yes", "再次征询")


def test_the_visit_afterwards_closes_it(house, id):
    approved(house, id)
    with as_(house.author):
        operations.carry_out_clarification(id, 3, "在红黑榜原位置公示")
        operations.note_visit(id, 4, "本人表示满意")
    assert (clarifying.clarification(id).steps[-1].verb, clarifying.waiting_clarifications()) == ("visited", {})


def test_a_step_on_an_older_state_is_told(house, id):
    proposed(house, id)
    with as_(house.publisher), pytest.raises(Stale, match="待批准"):
        operations.approve_clarification(id, 1)


def test_what_still_stands_is_not_cleared_and_what_is_cleared_is_cleared_once(house, draft, id):
    standing = published(house, draft("R22", clause="conduct2012-7"))
    with pytest.raises(Refused, match="还在榜上"):
        operations.source_of_board(standing.id)
    with as_(house.author), pytest.raises(Stale, match="已经有一份澄清"):
        operations.start_clarification("t" * 32, operations.source_of_board(1), "rights")


def test_a_fact_that_never_was_public_is_cleared_in_a_letter(house):
    fact = builders.entry(house.person, "R21", evidence="核查报告")
    with as_(house.author):
        undo(fact.id, "登记有误", "undone")
        row = operations.start_clarification("s" * 32, operations.source_of_fact(fact.id), "selection")
        step = operations.propose_clarification(row.id, 1, Proposal("private", "当面征询", "letter", ("没有脱岗",)))
    assert "心内科 欧阳某" in step.text


def test_a_report_that_proved_untrue_is_cleared_without_naming_who_reported(house, monkeypatch):
    case = builders.intake_case(house.person, house.place)
    found = Untrue(case.id, house.person.id, house.place.id, None, "")
    monkeypatch.setattr(operations.intake, "untrue_case", lambda _id: found)
    with as_(house.author):
        row = operations.start_clarification("s" * 32, operations.source_of_case(case.id), "rights")
        with pytest.raises(Refused, match="不能公开"):
            operations.propose_clarification(row.id, 1, Proposal("private", "当面征询", "face", ("王某某说的不对",)))
        step = operations.propose_clarification(row.id, 1, Proposal("private", "当面征询", "face", ("没有收受红包",)))
    assert "此前收到有关心内科 欧阳某的反映" in step.text
