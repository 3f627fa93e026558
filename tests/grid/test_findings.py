"""Risks found and closed, education sessions: from the member to the ledger and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hospital_integrity.grid import operations, queries
from hospital_integrity.grid.operations import Handling, Risk, Session
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger.queries import entries_of_year
from hospital_integrity.rules.recording import Unfit
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.grid.conftest import as_
from tests.house import world

FOUND = date(2026, 11, 3)


def risk(house, **more):
    told = {"department_id": house.place.id, "day": FOUND, "title": "耗材领用", "text": "登记不全", "level": "medium"}
    return Risk(**{"nonce": "1" * 32, "staff_id": house.person.id, **told, **more})


def session(house, **more):
    told = {"department_id": house.place.id, "day": FOUND, "title": "案例学习", "people": 24, "evidence": "签到表 3 号"}
    return Session(**{"nonce": "2" * 32, "staff_id": house.person.id, **told, **more})


@pytest.fixture
def closing(house):
    """A risk whose closing was asked for."""
    with as_(house.member):
        row = operations.register(risk(house))
        return operations.ask_closing(row.id, Handling(1, "双人复核", "制度第 8 号"))


def test_a_closed_risk_is_one_entry_with_judged_points(house, closing):
    with as_(house.officer):
        operations.close(closing.id, 2, Decimal(3))
    (entry,) = entries_of_year(2026)
    assert (entry.item, entry.points, entry.happened_on) == ("G04", Decimal(3), date(2026, 11, 20))


def test_the_ledger_says_where_to_look_and_not_what_was_found(house, closing):
    with as_(house.officer):
        operations.close(closing.id, 2, Decimal(3))
    assert entries_of_year(2026)[0].evidence == f"网格履职记录第 {closing.id} 号"


@pytest.mark.parametrize("points", [None, Decimal(0), Decimal(6)])
def test_points_outside_the_range_close_nothing(house, closing, points):
    with as_(house.officer), pytest.raises(Unfit, match="1 到 5"):
        operations.close(closing.id, 2, points)


def test_a_risk_that_was_sent_back_is_dealt_with_again(house, closing):
    with as_(house.officer):
        operations.send_back(closing.id, 2, "缺依据")
    assert queries.reason_of(queries.record(closing.id)) == "缺依据"
    with as_(house.member):
        assert operations.ask_closing(closing.id, Handling(3, "双人复核", "制度第 9 号")).state == "closing"


def test_a_rejected_risk_is_no_entry_and_stays_rejected(house, closing):
    with as_(house.officer):
        operations.reject(closing.id, 2, "不是廉洁风险")
        with pytest.raises(Stale, match="不予认定"):
            operations.close(closing.id, 2, Decimal(2))
    assert entries_of_year(2026) == []


def test_sending_back_needs_a_reason(house, closing):
    with as_(house.officer), pytest.raises(Refused, match="理由"):
        operations.send_back(closing.id, 2, " ")


def test_an_accepted_session_is_an_entry_of_its_day(house):
    with as_(house.member):
        row = operations.hold(session(house))
    with as_(house.officer):
        operations.accept({row.id: 1})
    assert [(one.item, one.happened_on) for one in entries_of_year(2026)] == [("G05", FOUND)]


def test_a_session_is_mended_and_accepted_once(house):
    with as_(house.member):
        row = operations.hold(session(house))
    with as_(house.officer):
        operations.send_back(row.id, 1, "人数不对")
    with as_(house.member):
        operations.mend(row.id, 2, session(house, people=20))
    with as_(house.officer):
        operations.accept({row.id: 3})
    assert (len(entries_of_year(2026)), queries.record(row.id).people) == (1, 20)


def test_a_double_submit_makes_one_session(house):
    with as_(house.member):
        first, second = (operations.hold(session(house)) for _ in range(2))
    assert (first.id, world.verbs().count("grid.submitted")) == (second.id, 1)


def test_the_same_session_is_not_registered_twice(house):
    with as_(house.member):
        operations.hold(session(house))
        with pytest.raises(Refused, match="一件事只记一次"):
            operations.hold(session(house, nonce="3" * 32))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"day": date(2026, 12, 1)}, "还没有到"),
        ({"day": date(2019, 5, 1)}, "不是这个科室的网格员"),
        ({"department_id": 999}, "不是这个科室的网格员"),
    ],
)
def test_what_cannot_be_is_refused(house, told, words):
    with as_(house.member), pytest.raises(Refused, match=words):
        operations.register(risk(house, **told))


def test_a_closed_year_takes_no_session(house):
    ledger.seal(2026, "closed")
    with as_(house.member), pytest.raises(Refused, match="已关闭"):
        operations.hold(session(house))


def test_an_item_that_was_taken_out_of_reach_is_named(house, closing, monkeypatch):
    from hospital_integrity.rules import gridwork

    monkeypatch.setattr(gridwork, "ITEM_OF", {**gridwork.ITEM_OF, "risk": "N01"})
    with as_(house.officer), pytest.raises(Refused, match="没有在用的网格员条目 N01"):
        operations.close(closing.id, 2, Decimal(2))


def test_the_branch_s_member_registers_for_every_department_watched(house):
    second = builders.department("放射科")
    builders.grid_appointment(house.person, second, tier="branch")
    with as_(house.member):
        row = operations.register(risk(house, department_id=second.id))
    assert row.department_id == second.id
