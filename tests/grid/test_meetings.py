"""Quarterly meetings: one a quarter, presence is an entry, a late change reverses and records again."""

from __future__ import annotations

from datetime import date

import pytest

from hospital_integrity.departments import operations as departments
from hospital_integrity.grid import operations, queries
from hospital_integrity.grid.operations import Call
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger.queries import entries_of_year
from hospital_integrity.rules.saying import Refused, Stale
from tests import builders
from tests.grid.conftest import as_

CALLED = Call(date(2026, 11, 10), "第一会议室", "学习案例")


@pytest.fixture
def second(house):
    place = builders.department("放射科")
    person = builders.member(place, "王小川")
    builders.grid_appointment(person, place)
    return person


@pytest.fixture
def meeting(house, second):
    with as_(house.officer):
        return operations.call("1" * 32, CALLED)


def attended(house, meeting, marks, reason=""):
    with as_(house.officer):
        return operations.attend(meeting.id, meeting.version, marks, reason)


def test_who_came_has_an_entry_and_nobody_else(house, second, meeting):
    attended(house, meeting, {house.person.id: "present", second.id: "excused"})
    assert [(one.item, one.staff_id) for one in entries_of_year(2026)] == [("G03", house.person.id)]


def test_a_late_change_reverses_and_records_again(house, second, meeting):
    attended(house, meeting, {house.person.id: "present", second.id: "absent"})
    attended(house, meeting, {house.person.id: "absent", second.id: "present"}, "签到表抄错")
    rows = sorted(entries_of_year(2026), key=lambda one: one.id)
    assert [(one.staff_id, one.reverses) for one in rows] == [
        (house.person.id, None),
        (second.id, None),
        (house.person.id, rows[0].id),
    ]


def test_to_and_fro_ends_with_one_entry(house, second, meeting):
    for mark in ("present", "absent", "present"):
        attended(house, meeting, {house.person.id: mark, second.id: "absent"}, "更正")
    rows = entries_of_year(2026)
    assert len([one for one in rows if one.reverses is None]) - len([one for one in rows if one.reverses]) == 1


def test_a_change_needs_a_reason(house, second, meeting):
    attended(house, meeting, {house.person.id: "present", second.id: "absent"})
    with pytest.raises(Refused, match="理由"):
        attended(house, meeting, {house.person.id: "absent", second.id: "absent"})


def test_the_same_marks_again_change_nothing(house, second, meeting):
    marks = {house.person.id: "present", second.id: "absent"}
    assert (attended(house, meeting, marks), attended(house, meeting, marks)) == (2, 0)


@pytest.mark.parametrize("marks", [{}, {"own": "present"}, {"own": "present", "second": "maybe"}])
def test_everybody_needs_a_mark(house, second, meeting, marks):
    ids = {"own": house.person.id, "second": second.id}
    with pytest.raises(Refused, match="每一位"):
        attended(house, meeting, {ids[name]: mark for name, mark in marks.items()})


def test_a_stranger_is_not_at_the_meeting(house, second, meeting):
    stranger = builders.member()
    with pytest.raises(Refused, match="不是网格员"):
        attended(house, meeting, dict.fromkeys((house.person.id, second.id, stranger.id), "present"))


def test_who_was_let_go_later_keeps_the_presence(house, second, meeting):
    attended(house, meeting, {house.person.id: "present", second.id: "present"})
    (one,) = queries.appointments([second.id])[second.id]
    departments.end_appointment(one.id, date(2026, 11, 1))
    assert attended(house, meeting, {house.person.id: "present", second.id: "present"}) == 0


def test_there_is_one_meeting_a_quarter(house, meeting):
    with as_(house.officer), pytest.raises(Refused, match="第 4 季度已经有一次例会"):
        operations.call("2" * 32, Call(date(2026, 12, 1), "二楼", "再开一次"))


def test_a_meeting_to_come_has_no_attendance(house, second):
    with as_(house.officer):
        row = operations.call("1" * 32, Call(date(2026, 12, 10), "二楼", "学习"))
    with pytest.raises(Refused, match="才召开"):
        attended(house, row, {house.person.id: "present", second.id: "present"})


def test_a_closed_year_has_no_more_meetings(house):
    ledger.seal(2026, "closed")
    with as_(house.officer), pytest.raises(Refused, match="2026 年度已关闭"):
        operations.call("1" * 32, CALLED)


def test_the_day_stands_once_anybody_came(house, second, meeting):
    attended(house, meeting, {house.person.id: "present", second.id: "present"})
    with as_(house.officer), pytest.raises(Refused, match="日期不能再改"):
        operations.change(meeting.id, meeting.version, Call(date(2026, 11, 11), "二楼", "学习"), "")


def test_minutes_are_kept_beside_what_was_called(house, meeting):
    with as_(house.officer):
        operations.change(meeting.id, 1, CALLED, "会议强调")
        with pytest.raises(Stale):
            operations.change(meeting.id, 1, CALLED, "另一稿")
    assert [step.content["minutes"] for step in queries.steps_of(meeting_id=meeting.id)] == ["", "会议强调"]


def test_a_closing_waits_for_the_attendance(house, second, meeting):
    before = [str(one) for one in queries.unattended(2026)]
    attended(house, meeting, {house.person.id: "present", second.id: "present"})
    assert (before, queries.unattended(2026)) == (["第 4 季度网格例会还没有登记出席"], [])
