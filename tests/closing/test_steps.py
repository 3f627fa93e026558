"""The way of a proposal: checked by another, announced in working days, returned, or the short way."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.models import Check, Hand
from hospital_integrity.db import db
from hospital_integrity.hospital.operations import enter_year
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.closing import year as years
from tests.closing.year import DECIDED, DOCUMENT, Year
from tests.house.world import verbs

LAST_NOTICE_NIGHT = datetime(2027, 1, 12, 15, 59)  # 23:59 in China
MIDNIGHT = datetime(2027, 1, 12, 16, 0)


@pytest.fixture
def year(app: Flask) -> Year:
    return years.over(app)


def confirm(year: Year, proposal: int, day: date = DECIDED) -> object:
    with years.acting_as(year.publisher):
        return operations.confirm(2026, proposal, DOCUMENT, day)


def check(person: object, proposal: int, verdict: str = "passed", remarks: str = "") -> Check:
    with years.acting_as(person):
        return operations.check(2026, proposal, verdict, remarks)


def step(proposal: int) -> str:
    return queries.waits_for(2026)


def test_a_proposal_is_not_confirmed_before_it_was_checked(year: Year) -> None:
    with pytest.raises(Refused, match="还没有经过另一人审核"):
        confirm(year, years.propose(year))


def test_who_proposed_cannot_check(year: Year) -> None:
    with pytest.raises(Refused, match="提案由您提出"):
        check(year.officer, years.propose(year))


def test_the_database_refuses_a_check_by_the_proposer(year: Year) -> None:
    proposal, same = years.propose(year), year.officer.id
    told = {"verdict": "passed", "remarks": "", "checked_at": years.LATER}
    db.session.add(Check(proposal_id=proposal, proposed_by=same, checked_by=same, **told))
    with pytest.raises(IntegrityError, match="two_people"):
        db.session.flush()


def test_a_returned_proposal_is_over_and_says_why(year: Year) -> None:
    proposal = years.propose(year)
    check(year.checker, proposal, "returned", "骨科的扣分依据不全")
    assert (step(proposal), verbs()[-1]) == ("returned", "closing.returned")
    with pytest.raises(Refused, match="已被退回"):
        confirm(year, proposal)


def test_returning_needs_a_reason(year: Year) -> None:
    with pytest.raises(Refused, match="必须写明理由"):
        check(year.checker, years.propose(year), "returned", " 不 ")


def test_a_proposal_is_checked_once(year: Year) -> None:
    proposal = years.propose(year)
    check(year.checker, proposal)
    with pytest.raises(Stale, match="已经有人审核"):
        check(builders.account("OF"), proposal)


def test_a_proposal_that_moved_is_not_passed(year: Year) -> None:
    proposal = years.propose(year)
    builders.entry(year.nurse, "R09")
    with pytest.raises(Stale, match="数据有变动"):
        check(year.checker, proposal)


def test_leaders_may_return_what_was_checked_and_announced(year: Year) -> None:
    proposal = years.announced(year)
    check(year.publisher, proposal, "returned", "再核一次网格员的履职记录")
    assert step(proposal) == "returned"


def test_results_are_announced_only_after_the_check(year: Year) -> None:
    with pytest.raises(Refused, match="还没有经过另一人审核"):
        operations.announce(2026, years.propose(year), "masked")


def test_a_notice_lasts_the_editions_working_days_from_the_day_after(year: Year) -> None:
    years.announced(year)
    notice = queries.newest_notice(2026)
    assert (notice.first_day, notice.last_day, notice.days) == (date(2027, 1, 5), date(2027, 1, 12), 5)


def test_a_notice_across_a_holiday_lasts_longer(year: Year) -> None:
    days = [date(2027, 1, 1), date(2027, 1, 7), date(2027, 1, 8)]
    enter_year(2027, [(day, "holiday", "院庆") for day in days], "院办〔2027〕1号")
    years.announced(year)
    assert queries.newest_notice(2026).last_day == date(2027, 1, 14)


def test_a_year_without_a_calendar_cannot_be_announced_and_nothing_is_guessed(year: Year) -> None:
    with years.moment(datetime(2027, 12, 30, 4)):
        with years.acting_as(year.officer):
            proposal = operations.propose(2026).id
        check(year.checker, proposal)
        with pytest.raises(Refused, match="2028 年的放假安排"):
            operations.announce(2026, proposal, "masked")


def test_the_notice_runs_to_midnight_in_china(year: Year) -> None:
    proposal = years.announced(year)
    with years.moment(LAST_NOTICE_NIGHT), pytest.raises(Refused, match="公示期还没有结束"):
        confirm(year, proposal, date(2027, 1, 12))
    with years.moment(MIDNIGHT):
        assert confirm(year, proposal, date(2027, 1, 13))


def test_the_decision_is_taken_after_the_notice(year: Year) -> None:
    with pytest.raises(Refused, match="公示期满"):
        confirm(year, years.announced(year), date(2027, 1, 12))


def test_who_checked_cannot_confirm(year: Year) -> None:
    proposal = years.announced(year)
    with years.acting_as(year.checker), pytest.raises(Refused, match="提案由您审核"):
        operations.confirm(2026, proposal, DOCUMENT, DECIDED)


def test_the_same_results_need_no_second_notice(year: Year) -> None:
    years.announced(year)
    builders.entry(year.doctor, "R08")  # praise: the score moves, the level doesn't
    again = years.propose(year)
    check(year.checker, again)
    assert step(again) == "confirm"
    assert confirm(year, again)


def test_changed_results_need_a_notice_of_their_own(year: Year) -> None:
    years.announced(year)
    builders.entry(year.doctor, "R15", evidence="通报")  # a deduction: excellent is gone
    again = years.propose(year)
    check(year.checker, again)
    assert step(again) == "announce"


def test_the_hands_of_a_closing_are_kept_and_nobody_has_two(year: Year) -> None:
    closing = years.close(year)
    hands = {one.part: one.account_id for one in queries.hands_of(closing.id)}
    assert hands == {"proposer": year.officer.id, "checker": year.checker.id, "confirmer": year.publisher.id}
    db.session.add(Hand(closing_id=closing.id, account_id=year.officer.id, part="confirmer"))
    with pytest.raises(IntegrityError, match=r"one_part_each|UNIQUE|append-only"):
        db.session.flush()


def test_an_edition_without_notice_takes_the_short_way(app: Flask) -> None:
    year = years.over(app, notice=False)
    closing = confirm(year, years.propose(year), date(2027, 1, 6))
    assert (closing.year, queries.newest_notice(2026)) == (2026, None)


def test_an_earlier_proposal_cannot_be_checked_or_announced(year: Year) -> None:
    first = years.propose(year)
    years.propose(year)
    with pytest.raises(Stale, match="不是最新"):
        check(year.checker, first)


@pytest.mark.parametrize("table", ["closing_checks", "closing_notices", "closing_results", "closing_hands"])
def test_what_was_done_stays(both: Flask, table: str) -> None:
    years.close(years.over(both))
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(f"DELETE FROM {table}"))
