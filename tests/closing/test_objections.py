"""Objections to an announced result: in time, once, answered by somebody who had no part in it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from hospital_integrity.access import Asker, acting
from hospital_integrity.accounts.models import Account
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.models import Objection
from hospital_integrity.ledger.operations import NewMark, mark_all
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.closing import year as years
from tests.closing.year import DECIDED, DOCUMENT, EARLY, Year

SAID = "6 月 3 日的扣分与事实不符，附考勤记录。"
REASONS = "经核对考勤系统，记录与原扣分一致。"


@pytest.fixture
def year(app: Flask) -> Year:
    year = years.over(app)
    years.announced(year)
    return year


@pytest.fixture
def head(year: Year) -> Account:
    return builders.account("DH", year.doctor, year.place)


@pytest.fixture
def handler(year: Year) -> Account:
    return year.handler


def objected(year: Year, who: Account, when: datetime = EARLY, said: str = SAID) -> Objection:
    with years.moment(when), years.acting_as(who):
        return operations.object_to(queries.newest_notice(2026), "department", year.place.id, said, "考勤表")


def answered(who: Account, objection: Objection, verdict: str = "rejected", **asker: object) -> object:
    with acting(Asker(who.id, who.staff_id, "", frozenset({"ST"}), **asker)):
        return operations.answer(objection.id, verdict, REASONS)


def test_an_objection_is_due_an_answer_in_fifteen_working_days(year: Year, head: Account) -> None:
    objection = objected(year, head)
    assert (objection.name, objection.level_name, objection.due_on) == ("心内科", "三星", date(2027, 1, 26))


@pytest.mark.parametrize("late", [datetime(2027, 1, 12, 16, 0), datetime(2027, 1, 20)])
def test_after_the_last_day_no_objection_is_taken(year: Year, head: Account, late: datetime) -> None:
    with pytest.raises(Refused, match="公示期到 2027-01-12 为止"):
        objected(year, head, late)


def test_the_last_minute_of_the_last_day_is_in_time(year: Year, head: Account) -> None:
    assert objected(year, head, datetime(2027, 1, 12, 15, 59)).id


def test_a_person_objects_to_a_result_once(year: Year, head: Account) -> None:
    objected(year, head)
    with pytest.raises(Refused, match="已经对这个结果提出过"):
        objected(year, head)


def test_an_objection_says_something(year: Year, head: Account) -> None:
    with pytest.raises(Refused, match="至少 10 个字"):
        objected(year, head, said="  不服  ")


def test_an_open_objection_stands_in_the_way(year: Year, head: Account) -> None:
    objected(year, head)
    with years.acting_as(year.publisher), pytest.raises(Refused, match="还有异议没有答复"):
        operations.confirm(2026, queries.proposal_of(2026).id, DOCUMENT, DECIDED)


def test_a_rejected_objection_lets_the_year_be_closed(year: Year, head: Account, handler: Account) -> None:
    answered(handler, objected(year, head))
    with years.acting_as(year.publisher):
        closing = operations.confirm(2026, queries.proposal_of(2026).id, DOCUMENT, DECIDED)
    assert {one.part for one in queries.hands_of(closing.id)} == {"proposer", "checker", "answerer", "confirmer"}


@pytest.mark.parametrize("verdict", ["upheld", "partly"])
def test_an_upheld_objection_needs_a_new_proposal(year: Year, head: Account, handler: Account, verdict: str) -> None:
    answered(handler, objected(year, head), verdict)
    assert queries.waits_for(2026) == "renew"
    years.propose(year)
    assert queries.waits_for(2026) == "check"


@pytest.mark.parametrize(("part", "words"), [("officer", "提案由您提出"), ("checker", "提案由您审核")])
def test_who_proposed_or_checked_cannot_answer(year: Year, head: Account, part: str, words: str) -> None:
    objection = objected(year, head)
    with pytest.raises(Refused, match=words):
        answered(getattr(year, part), objection)


@pytest.mark.parametrize("tie", ["home", "departments", "watched"])
def test_who_belongs_to_the_department_cannot_answer(year: Year, head: Account, handler: Account, tie: str) -> None:
    objection = objected(year, head)
    with pytest.raises(Refused, match="您属于这个科室"):
        answered(handler, objection, **{tie: frozenset({year.place.id})})


def test_nobody_answers_an_own_objection(year: Year, head: Account) -> None:
    objection = objected(year, head)
    with pytest.raises(Refused, match="不能答复自己"):
        answered(head, objection)


def test_who_answered_can_neither_confirm_nor_propose_nor_check(year: Year, head: Account, handler: Account) -> None:
    answered(handler, objected(year, head))
    with years.acting_as(handler):
        for deed in (
            lambda: operations.confirm(2026, queries.proposal_of(2026).id, DOCUMENT, DECIDED),
            lambda: operations.propose(2026),
            lambda: operations.check(2026, queries.proposal_of(2026).id, "returned", "再核一次材料"),
        ):
            with pytest.raises(Refused, match="您答复过"):
                deed()


def test_an_objection_is_answered_once(year: Year, head: Account, handler: Account) -> None:
    objection = objected(year, head)
    answered(handler, objection)
    with pytest.raises(Stale, match="已经有人答复"):
        answered(builders.account("AH"), objection)


def test_nobody_objects_to_what_was_not_announced(year: Year, head: Account) -> None:
    with years.moment(EARLY), years.acting_as(head), pytest.raises(Refused, match="没有这个对象"):
        operations.object_to(queries.newest_notice(2026), "department", 999, SAID, "")


def test_a_closed_year_takes_no_objection(app: Flask) -> None:
    year = years.over(app)
    years.close(year)
    with years.moment(EARLY), pytest.raises(Refused, match="2026 年度已经关闭"):
        operations.object_to(queries.newest_notice(2026), "department", year.place.id, SAID, "")


def test_who_judged_the_person_at_a_stage_does_not_answer(year: Year, handler: Account) -> None:
    mine = Objection(year=2026, round=1, subject_kind="staff", subject_id=year.doctor.id, department_id=0, made_by=0)
    mark = NewMark("stage", "staff", year.doctor.id, 2026, "stage.department", Decimal(1))
    with years.acting_as(handler):
        operations.check_uninvolved(mine)
        mark_all([mark], handler.id)
        with pytest.raises(Refused, match="评过这个人"):
            operations.check_uninvolved(mine)


def test_nobody_objects_for_somebody_else(year: Year, handler: Account) -> None:
    with years.moment(EARLY), years.acting_as(handler), pytest.raises(Refused, match="只能由本人提出异议"):
        operations.object_to(queries.newest_notice(2026), "staff", year.doctor.id, SAID, "")
