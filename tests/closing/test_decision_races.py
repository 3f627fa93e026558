"""Deeds that meet in the second of the confirmation, on both databases: nobody is overlooked, nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Event, local
from time import sleep

import pytest
from flask import Flask

from hospital_integrity.awards.queries import awards_of
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.operations import Occasion
from hospital_integrity.db import db
from tests import builders
from tests.closing import year as years
from tests.closing.races import at_once
from tests.closing.year import DECIDED, DOCUMENT, LATER, Year

LAST_MINUTE = datetime(2027, 1, 12, 15, 59, 59)
SAID = "六月的扣分与事实不符，附考勤记录。"


@pytest.fixture
def year(both: Flask) -> Year:
    return years.over(both)


def then(event: Event, deed: Callable[[], object]) -> Callable[[], object]:
    """The deed, once the other one has begun."""
    return lambda: event.wait(5) and deed()


def lingering(event: Event, deed: Callable[[], object]) -> Callable[[], None]:
    """The deed, which takes a while to be committed."""

    def slowly() -> None:
        deed()
        event.set()
        sleep(0.3)

    return slowly


def in_two_minds(app: Flask) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Lets one thread live in the last minute of the notice, while the other is days later."""
    own = local()
    app.config["CLOCK"] = lambda: getattr(own, "now", LATER)

    def early(deed: Callable[[], object]) -> Callable[[], object]:
        def deed_in_time() -> object:
            own.now = LAST_MINUTE
            return deed()

        return deed_in_time

    return early


def confirming(proposal: int) -> Callable[[], object]:
    return lambda: operations.confirm(2026, proposal, DOCUMENT, DECIDED)


def objecting(place: int) -> Callable[[], object]:
    return lambda: operations.object_to(queries.newest_notice(2026), "department", place, SAID, "")


def test_an_objection_of_the_last_second_is_seen_by_who_confirms(both: Flask, year: Year) -> None:
    proposal, place, begun = years.announced(year), year.place.id, Event()
    early = in_two_minds(both)
    deeds = [
        (year.handler.id, early(lingering(begun, objecting(place)))),
        (year.publisher.id, then(begun, confirming(proposal))),
    ]
    assert at_once(both, deeds) == ["done", "还有异议没有答复"]


def test_an_objection_after_the_confirmation_finds_the_year_closed(both: Flask, year: Year) -> None:
    proposal, place, begun = years.announced(year), year.place.id, Event()
    early = in_two_minds(both)
    deeds = [
        (year.publisher.id, lingering(begun, confirming(proposal))),
        (year.handler.id, early(then(begun, objecting(place)))),
    ]
    assert at_once(both, deeds) == ["done", "2026 年度已经关闭"]


def test_a_departure_agreed_during_the_confirmation_finds_the_year_closed(both: Flask, year: Year) -> None:
    proposal, begun = years.announced(year), Event()
    with years.acting_as(year.officer):
        departure = operations.depart(2026, "department", year.place.id, "2", "经集体研究，该科室调低一级。").id
        operations.drop(departure)
    deeds = [
        (year.publisher.id, lingering(begun, confirming(proposal))),
        (year.handler.id, then(begun, lambda: operations.agree(departure))),
    ]
    assert at_once(both, deeds)[0] == "done"
    assert queries.departures_in_force(2026, 1) == {}


def test_two_answers_at_once_make_one(both: Flask, year: Year) -> None:
    years.announced(year)
    with years.moment(years.EARLY), years.acting_as(year.publisher):
        objection = objecting(year.place.id)().id
    people = [year.handler.id, builders.account("AH").id]
    deeds = [(one, lambda: operations.answer(objection, "rejected", "经核对，原结果与依据相符。")) for one in people]
    assert at_once(both, deeds) == ["done", "这件异议刚才已经有人答复了，请刷新后查看"]


def test_two_checks_at_once_make_one(both: Flask, year: Year) -> None:
    people = [year.checker.id, builders.account("OF").id]
    proposal = years.propose(year)
    deeds = [(one, lambda: operations.check(2026, proposal, "passed", "")) for one in people]
    assert at_once(both, deeds) == ["done", "这份提案已经有人审核过了，请刷新后重试"]


def test_a_plaque_is_handed_over_once_by_two_people(both: Flask, year: Year) -> None:
    closing = years.close(year)
    award, day = awards_of(closing.id, "department")[0].id, Occasion(date(2027, 1, 19), "书记", "主任")
    deeds = [(one, lambda: operations.grant_plaques([award], day)) for one in (year.officer.id, year.checker.id)]
    assert at_once(both, deeds) == ["done", "“心内科”已经授过牌，请刷新后核对"]
    db.session.rollback()
