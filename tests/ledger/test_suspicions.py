"""A veto that is reported holds a result and lowers nothing; another person decides it, and then it is recorded."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from hospital_integrity.closing.operations import propose
from hospital_integrity.closing.queries import outcome
from hospital_integrity.db import db
from hospital_integrity.ledger.operations import NewSuspicion, decide_suspicion, open_suspicion
from hospital_integrity.ledger.queries import entry, pending_in
from hospital_integrity.ratings.queries import ratings_of
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.closing import year as years
from tests.closing.year import Year, acting_as
from tests.house.world import verbs

DAY = date(2026, 3, 1)


@pytest.fixture
def year(app: Flask) -> Year:
    """2026 is over; nothing stands in the way of closing it. The reviewer is of another department."""
    found = years.over(app)
    found.checker = builders.account("RV", place=builders.department("审计科"))
    return found


def held(year: Year, key: tuple[str, int]) -> tuple[bool, str]:
    rating = outcome(2026).ratings[key]
    return rating.held, rating.level


def reported(year: Year, item: str = "V2", **changes: object) -> int:
    with acting_as(year.officer):
        return open_suspicion(
            NewSuspicion(**{"nonce": item, "item": item, "happened_on": DAY, "source": "线索 11 号", **changes})
        ).id


def test_a_reported_veto_holds_the_person_and_the_department_and_lowers_nobody(year: Year) -> None:
    reported(year, staff_id=year.doctor.id)
    assert held(year, ("staff", year.doctor.id)) == (True, "excellent")
    assert held(year, ("department", year.place.id)) == (True, "3")


def test_the_year_is_not_closed_while_a_report_waits(year: Year) -> None:
    reported(year, staff_id=year.doctor.id)
    with pytest.raises(Refused, match="有 1 件否决事项已有举报、尚未查实"):
        years.propose(year)


def test_a_confirmed_veto_is_recorded_with_its_evidence_and_makes_poor(year: Year) -> None:
    number = reported(year, staff_id=year.doctor.id)
    with acting_as(year.checker):
        found = decide_suspicion(number, "confirmed", "核查报告 3 号")
    assert (entry(found.entry_id).item, entry(found.entry_id).evidence) == ("V2", "核查报告 3 号")
    assert held(year, ("staff", year.doctor.id)) == (False, "poor")
    assert verbs()[-1] == "suspicion.confirmed"


def test_an_unfounded_report_lets_go_and_leaves_no_entry(year: Year) -> None:
    number = reported(year, staff_id=year.doctor.id)
    with acting_as(year.checker):
        found = decide_suspicion(number, "unfounded", "核查报告 3 号")
    assert (found.entry_id, pending_in(2026)) == (None, {})
    with acting_as(year.officer):
        assert propose(2026).year == 2026


@pytest.mark.parametrize(("item", "attested"), [("V3", "情节严重"), ("V8", "纪要〔2026〕8号")])
def test_a_veto_that_asks_for_words_or_a_minute_is_not_confirmed_without(year: Year, item: str, attested: str) -> None:
    number = reported(year, item, staff_id=year.doctor.id)
    with acting_as(year.checker):
        with pytest.raises(Refused, match=r"确认“情节严重”|会议纪要编号"):
            decide_suspicion(number, "confirmed", "核查报告 3 号")
        db.session.expire_all()
        assert decide_suspicion(number, "confirmed", "核查报告 3 号", attested).entry_id


def test_who_put_it_down_does_not_decide_it(year: Year) -> None:
    number = reported(year, staff_id=year.doctor.id)
    with acting_as(year.officer), pytest.raises(Refused, match="不能自己作结论"):
        decide_suspicion(number, "unfounded", "核查报告")


def test_nobody_decides_about_the_own_self(year: Year) -> None:
    number = reported(year, staff_id=year.checker.staff_id)
    with acting_as(year.checker), pytest.raises(Refused, match="关于自己的线索"):
        decide_suspicion(number, "unfounded", "核查报告")


def test_a_report_is_decided_once(year: Year) -> None:
    number = reported(year, staff_id=year.doctor.id)
    with acting_as(year.checker):
        decide_suspicion(number, "unfounded", "核查报告 3 号")
        with pytest.raises(Stale, match="已经有人作出结论"):
            decide_suspicion(number, "confirmed", "核查报告 3 号")


def test_the_running_result_that_others_see_does_not_tell_of_a_report(year: Year) -> None:
    reported(year, staff_id=year.doctor.id)
    rating = ratings_of("staff", 2026, [year.doctor.id])[year.doctor.id]
    assert (rating.held, [line for line in rating.lines if line.step == "held"]) == (False, [])


def test_a_year_that_is_closed_takes_no_report(year: Year) -> None:
    years.close(year)
    with pytest.raises(Refused, match="已关闭"):
        reported(year, staff_id=year.doctor.id)


FORM = {"nonce": "a" * 32, "item": "V2", "day": "2026-03-01", "source": "线索 11 号", "department": ""}


def test_an_officer_reports_and_a_leader_decides_on_screen(year: Year, sign_in) -> None:
    answer = sign_in("OF").post("/indicators/reported/new", data={**FORM, "number": year.doctor.number})
    assert answer.status_code == 303
    leader, said = sign_in("PB"), {"nonce": "b" * 32, "verdict": "unfounded", "words": "核查报告 3 号", "attested": ""}
    assert year.doctor.name in leader.get("/indicators/reported").text
    assert leader.post("/indicators/reported/1", data=said).status_code == 303


def test_an_unknown_number_is_refused(year: Year, sign_in) -> None:
    answer = sign_in("OF").post("/indicators/reported/new", data={**FORM, "number": "999999"})
    assert (answer.status_code, "不属于任何科室" in answer.text) == (422, True)


def test_the_head_and_the_person_do_not_see_reports(year: Year, sign_in) -> None:
    assert sign_in("DH", place=year.place).get("/indicators/reported").status_code == 403
    owner = builders.account("PB", year.nurse, year.place)
    reported(year, staff_id=year.nurse.id)
    client = sign_in("RV", person=builders.member(name="x"))
    builders.let_in(client, owner)
    assert client.get("/indicators/reported/1").status_code == 404
