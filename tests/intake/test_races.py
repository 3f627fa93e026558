"""Two people at once, on both databases: one effect, and the other is told what happened."""

from __future__ import annotations

import pytest

from hospital_integrity.intake import operations
from hospital_integrity.ledger.queries import entries_of_year
from tests import builders
from tests.board.test_races import at_once
from tests.house import world
from tests.intake.test_operations import FACT, accepted, nonce

pytestmark = pytest.mark.both


def concluding(id):
    return lambda: operations.decide(id, 2, "verified", "调取录像核实。", FACT, nonce())


def test_two_conclusions_of_a_case_are_one(app, house, registered):
    id, second = accepted(house, registered()).id, builders.account("PB", place=builders.department("党办"))
    outcomes = at_once(app, [(who, concluding(id)) for who in (house.checker, second)])
    assert outcomes == ["done", "这件来件刚由别人办理过（已有结论），请刷新后再看"]
    assert (len(entries_of_year(2026)), world.verbs().count("intake.decided")) == (1, 1)


def test_two_reports_of_a_fact_concluded_at_once_are_one_entry(app, house, registered):
    first = accepted(house, registered())
    again = accepted(house, registered(first_id=first.id))
    second = builders.account("PB", place=builders.department("党办"))
    ids = (first.id, again.id)
    outcomes = at_once(app, [(who, concluding(id)) for who, id in zip((house.checker, second), ids, strict=True)])
    assert outcomes == ["done", "done"] and len(entries_of_year(2026)) == 1
