"""What the desk says about the decision on a year: the next step to who may take it, the notice to everybody."""

from __future__ import annotations

import pytest
from flask import Flask

from hospital_integrity.closing import operations
from tests.closing import year as years
from tests.closing.year import Year


@pytest.fixture
def year(app: Flask) -> Year:
    return years.over(app)


def test_a_proposal_waits_for_a_checker_but_not_for_who_made_it(year: Year, sign_in) -> None:
    checker, proposer = sign_in("RV"), sign_in("OF")
    proposer.post("/closing/2026/propose", data={"nonce": "a" * 32})
    words = "2026 年度结算提案等待审核"
    assert (words in checker.get("/").text, words in proposer.get("/").text) == (True, False)


def test_a_notice_is_shown_to_everybody_while_it_runs(year: Year, sign_in) -> None:
    person = sign_in("ST")
    with years.acting_as(year.officer):
        proposal = operations.propose(2026).id
    with years.acting_as(year.checker):
        operations.check(2026, proposal, "passed", "")
    assert "评定结果公示中" not in person.get("/").text
    with years.acting_as(year.officer):
        operations.announce(2026, proposal, "masked")
    assert "2026 年度评定结果公示中" in person.get("/").text


def test_leaders_are_asked_to_confirm_once_the_notice_is_over(year: Year, sign_in) -> None:
    leader = sign_in("PB")
    years.announced(year)
    assert "2026 年度结算等待确认" in leader.get("/").text


def test_the_office_is_asked_for_next_years_holidays(app: Flask, sign_in) -> None:
    assert "2027 年的放假安排还没有录入" in sign_in("OF").get("/").text
    years.known_holidays(2027)
    assert "2027 年的放假安排还没有录入" not in sign_in("OF").get("/").text
