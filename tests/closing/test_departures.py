"""Departures from the proposal: two people, a reason, and no way past what limits."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from hospital_integrity.awards.queries import awards_of
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.models import Departure, DepartureAnswer
from hospital_integrity.closing.queries import audit, moved_since
from hospital_integrity.db import db
from hospital_integrity.rules.saying import Refused, Stale
from tests.closing import year as years
from tests.closing.year import DECIDED, DOCUMENT, LATER, Year
from tests.house.world import verbs

REASON = "该科室年内两次被省级通报表扬，经集体研究。"


@pytest.fixture
def year(app: Flask) -> Year:
    year = years.over(app)
    years.announced(year)
    return year


def depart(year: Year, level: str | None = "2", reason: str = REASON) -> Departure:
    with years.acting_as(year.officer):
        return operations.depart(2026, "department", year.place.id, level, reason)


def agree(year: Year, departure: Departure) -> DepartureAnswer:
    with years.acting_as(year.publisher):
        return operations.agree(departure.id)


def level_now(year: Year) -> str:
    return queries.outcome(2026).ratings["department", year.place.id].level


def test_a_departure_counts_once_a_second_person_agreed(year: Year) -> None:
    departure = depart(year)
    assert level_now(year) == "3"
    agree(year, departure)
    assert (level_now(year), verbs()[-2:]) == ("2", ["departure.proposed", "departure.agreed"])


def test_who_proposed_cannot_agree(year: Year) -> None:
    departure = depart(year)
    with years.acting_as(year.officer), pytest.raises(Refused, match="须由另一人附议"):
        operations.agree(departure.id)


def test_the_database_refuses_one_person_in_both_roles(year: Year) -> None:
    departure, same = depart(year).id, year.officer.id
    db.session.add(
        DepartureAnswer(departure_id=departure, proposed_by=same, answered_by=same, verdict="agreed", answered_at=LATER)
    )
    with pytest.raises(IntegrityError, match="two_people"):
        db.session.flush()


def test_a_departure_never_passes_a_limiter(year: Year) -> None:
    agree(year, depart(year, "5"))
    (effect,) = queries.moved_by_departures(queries.outcome(2026)).values()
    assert (effect.asked, effect.level, level_now(year)) == ("三星", "三星", "3")
    assert any("首次" in str(words) or "第一" in str(words) or "最高" in str(words) for words in effect.limits)


def test_every_level_is_tried_before_anybody_decides(year: Year) -> None:
    found = {one.asked: one.level for one in queries.effects(2026, "department", year.place.id)}
    assert found["五星"] == found["三星"] == "三星"
    assert found["二星"] == "二星"


def test_an_agreed_departure_makes_the_proposal_stale_and_needs_a_new_notice(year: Year) -> None:
    agree(year, depart(year))
    with years.acting_as(year.publisher), pytest.raises(Stale, match="数据有变动"):
        operations.confirm(2026, queries.proposal_of(2026).id, DOCUMENT, DECIDED)


def test_a_departure_without_a_second_person_stands_in_the_way(year: Year) -> None:
    depart(year)
    with pytest.raises(Refused, match="还没有第二人表态"):
        years.propose(year)


def test_a_dropped_departure_changes_nothing(year: Year) -> None:
    departure = depart(year)
    with years.acting_as(year.officer):
        operations.drop(departure.id)
    assert level_now(year) == "3"


def test_a_departure_is_answered_once(year: Year) -> None:
    departure = depart(year)
    agree(year, departure)
    with pytest.raises(Stale, match="已经有人表态"):
        agree(year, departure)


def test_an_agreed_departure_is_taken_back_in_the_same_way(year: Year) -> None:
    agree(year, depart(year))
    agree(year, depart(year, None))
    assert level_now(year) == "3"


@pytest.mark.parametrize(
    ("level", "reason", "words"),
    [
        ("2", "太短", "至少 10 个字"),
        ("9", REASON, "没有这个等次"),
        ("3", REASON, "不用调整"),
        (None, REASON, "没有调整过"),
    ],
)
def test_a_departure_that_says_nothing_is_refused(year: Year, level: str, reason: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        depart(year, level, reason)


def test_two_departures_about_one_subject_do_not_wait_together(year: Year) -> None:
    depart(year)
    with pytest.raises(Refused, match="等待第二人表态"):
        depart(year, "1")


def test_an_award_that_departed_refolds_from_itself(both: Flask) -> None:
    year = years.over(both)
    years.propose(year)
    agree(year, depart(year))
    closing = years.close(year)
    (award,) = awards_of(closing.id, "department")
    assert (award.level, [*audit(closing)], [*moved_since(closing)]) == ("2", [], [])
    assert award.inputs["facts"]["departure"] == {"level": "2", "reason": REASON}
