"""The demo's closed years went the whole way of a decision."""

from __future__ import annotations

import pytest
from flask import Flask

from hospital_integrity.awards.queries import closing_of
from hospital_integrity.closing import queries


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_closed_year_was_checked_announced_and_confirmed_by_different_people(demo: Flask, year: int) -> None:
    hands = queries.hands_of(closing_of(year).id)
    assert {"proposer", "checker", "confirmer"} <= {one.part for one in hands}
    assert len({one.account_id for one in hands}) == len(hands)
    assert queries.newest_notice(year).days == 5


def test_one_objection_was_answered_and_one_result_departs(demo: Flask) -> None:
    assert [one.answer.verdict for one in queries.objections(2025)] == ["rejected"]
    assert [one.level for one in queries.departures_in_force(2024, 1).values()] == ["2"]


def test_the_meeting_had_its_quorum_and_the_plaques_hang(demo: Flask) -> None:
    (meeting,) = queries.meetings(2025)
    assert (len(queries.present_at(meeting.id)), len(meeting.members)) == (6, 7)
    states = {one.state for one in queries.plaques("department")}
    assert "hanging" in states and "due" not in states
