"""Opening a closed year again."""

from __future__ import annotations

import pytest
from flask import Flask

from hospital_integrity.awards.queries import closing_of, closings
from hospital_integrity.closing import operations as closing
from hospital_integrity.corrections.operations import reopen
from hospital_integrity.ledger.operations import undo
from hospital_integrity.ledger.queries import entries_of_year, sealed_years
from hospital_integrity.rules.saying import Refused
from tests import builders
from tests.closing import year as years
from tests.closing.year import DOCUMENT, Year
from tests.house.world import verbs

WHY = "举报查实，需重新评定"


@pytest.fixture
def year(both: Flask) -> Year:
    """A year that is over and closed, on both databases."""
    found = years.over(both)
    years.close(found)
    return found


def reopened(year: Year) -> None:
    with years.acting_as(builders.account("PB")):
        reopen(2026, DOCUMENT, WHY)


def test_reopening_is_a_decision_of_its_own_and_the_awards_stay_readable(year: Year) -> None:
    reopened(year)
    assert (closing_of(2026), sealed_years(), verbs()[-1]) == (None, frozenset(), "year.reopened")
    assert [(one.round, undone.reason) for one, undone in closings()] == [(1, WHY)]


def test_who_confirmed_cannot_reopen(year: Year) -> None:
    with years.acting_as(year.publisher), pytest.raises(Refused, match="不能自己重新开启"):
        reopen(2026, DOCUMENT, WHY)


@pytest.mark.parametrize(("document_no", "reason"), [("", WHY), (DOCUMENT, "想改"), ("文" * 61, WHY)], ids=range(3))
def test_a_reopening_has_a_document_and_a_reason(year: Year, document_no: str, reason: str) -> None:
    with pytest.raises(Refused, match="文件号"):
        reopen(2026, document_no, reason)


def test_an_open_year_cannot_be_reopened(year: Year) -> None:
    with pytest.raises(Refused, match="2027 年度没有关闭"):
        reopen(2027, DOCUMENT, WHY)


def test_a_reopened_year_is_closed_again_in_a_second_round(year: Year) -> None:
    reopened(year)
    undo(entries_of_year(2026)[0].id, "误记", "second")
    again = years.close(year)
    assert (again.round, closing_of(2026).id) == (2, again.id)


def test_the_next_year_waits_until_a_reopened_one_is_closed(year: Year) -> None:
    reopened(year)
    with pytest.raises(Refused, match="还没有结束"):
        closing.propose(2027)
