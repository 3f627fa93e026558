"""After publication, two people at once on both databases: one effect, and the other is told what happened."""

from __future__ import annotations

import pytest

from hospital_integrity.board import operations
from hospital_integrity.board.operations.appealing import NewAppeal, appeal
from hospital_integrity.board.queries import board_entry, remedies
from hospital_integrity.corrections.operations import Judgement, Wanted, correct_board, decide_appeal
from hospital_integrity.corrections.queries import plan_for_board
from hospital_integrity.db import db
from hospital_integrity.ledger.queries import entries_of_year
from tests import builders
from tests.board.conftest import as_, published
from tests.board.test_races import at_once

pytestmark = pytest.mark.both
WHY, BECAUSE = "当天我在手术室，有排班表为证。", "经核对手术记录，当事人所述属实。"


@pytest.fixture
def row(house, draft):
    return published(house, draft("R21"))


@pytest.fixture
def person(house):
    return builders.account("ST", person=house.person)


def reviewers(many):
    return [builders.account("AH", place=builders.department(f"工会{n}")) for n in range(many)]


def reversals():
    return [one for one in entries_of_year(2026) if one.reverses]


def test_an_appeal_in_the_second_of_the_withdrawal(app, house, row, person):
    id, version = row.id, row.version
    deeds = [
        (person, lambda: appeal(id, NewAppeal("a" * 32, WHY))),
        (house.publisher, lambda: operations.withdraw(id, version, "文字有误")),
    ]
    outcomes, appealed = at_once(app, deeds), remedies.has_open_appeal(id)
    assert "done" in outcomes
    assert board_entry(id).state == "withdrawn" or appealed


def test_two_reviewers_decide_and_one_does(app, row, person):
    with as_(person):
        found = appeal(row.id, NewAppeal("a" * 32, WHY)).id
    seen = plan_for_board(row).seen
    deeds = [
        (who, lambda n=n: decide_appeal(found, Judgement(n * 32, seen, "withdrawn", BECAUSE)))
        for who, n in zip(reviewers(2), "12", strict=True)
    ]
    outcomes = at_once(app, deeds)
    assert (outcomes[0], len(reversals()), remedies.has_open_appeal(row.id)) == ("done", 1, False)
    assert "刚才已经有了决定" in outcomes[1]


def test_a_correction_and_an_appeal_do_not_cross(app, house, row, person):
    id, seen = row.id, plan_for_board(row).seen
    deeds = [
        (person, lambda: appeal(id, NewAppeal("a" * 32, WHY))),
        (house.publisher, lambda: correct_board(id, Wanted("c" * 32, seen, BECAUSE))),
    ]
    outcomes = at_once(app, deeds)
    assert "done" in outcomes
    assert (len(reversals()), remedies.has_open_appeal(id)) in {(1, False), (0, True), (1, True)}


def test_two_who_correct_reverse_once(app, house, row):
    second = builders.account("PB", place=builders.department("质控办"))
    id, seen = row.id, plan_for_board(row).seen
    deeds = [
        (who, lambda n=n: correct_board(id, Wanted(n * 32, seen, BECAUSE)))
        for who, n in ((house.publisher, "1"), (second, "2"))
    ]
    assert (at_once(app, deeds)[0], len(reversals())) == ("done", 1)


def test_a_double_click_appeals_once(app, row, person):
    id = row.id
    outcomes = at_once(app, [(person, lambda: appeal(id, NewAppeal("a" * 32, WHY)))] * 2)
    assert outcomes == ["done", "done"]
    assert len(remedies.remedies_of(row).appeals) == 1


def test_a_person_who_moved_or_left_keeps_the_remedies(app, house, row, person):
    elsewhere = builders.department("急诊科")
    house.person.left_on = None
    db.session.flush()
    with as_(person, home=frozenset({elsewhere.id})):
        assert appeal(row.id, NewAppeal("a" * 32, WHY)).staff_id == house.person.id
