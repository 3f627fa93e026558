"""Quarterly meetings: called, changed, attended. A presence is an entry; a correction reverses it and says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.grid import queries
from hospital_integrity.grid.models import GridAttendance, GridMeeting
from hospital_integrity.grid.operations.steps import added, check_homes_by_day, check_open, met, said
from hospital_integrity.ledger import operations as recording
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.gridwork import ATTENDANCE, item_for, quarter_of
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Refused, Stale, say

Noted = Mapping[int, GridAttendance]


@dataclass(frozen=True, slots=True)
class Call:
    """When and where a meeting is held, and what about."""

    held_on: date
    place: str
    topics: str


def call(nonce: str, asked: Call) -> GridMeeting:
    """Call the meeting of the quarter that the day falls into; the same nonce again returns the one that was called."""
    known = queries.meeting_by_nonce(nonce)
    if known is not None:
        return known
    check_open([asked.held_on.year])
    _check_free(asked.held_on, None)
    row = _filled(GridMeeting(nonce=nonce, version=1), asked)
    added([row])
    met(row, "called")
    return row


def change(id: int, version: int, asked: Call, minutes: str) -> GridMeeting:
    """Change what a meeting is said to be, and its minutes; the day stands once anybody's attendance is noted."""
    row = _taken(id, version)
    check_open([row.year, asked.held_on.year])
    if asked.held_on != row.held_on and queries.attendance_of([id])[id]:
        raise Refused("已经登记出席，会议日期不能再改")
    _check_free(asked.held_on, id)
    _filled(row, asked).minutes = minutes
    row.version += 1
    met(row, "changed")
    return row


def attend(id: int, version: int, marks: Mapping[int, str], reason: str = "") -> int:
    """Note who came (a key of ATTENDANCE for each member); how many differ from what was noted before.

    Who is newly present gets an entry; who turns out not to have been loses it by a reversal, and `reason` says why.
    """
    row = _taken(id, version)
    check_open([row.year])
    if row.held_on > clock.today():
        raise Refused("会议 %(day)s 才召开，还不能登记出席", day=row.held_on)
    before = queries.attendance_of([id])[id]
    _check_marks(marks, {*queries.expected(row.held_on), *before})
    changed = {staff: mark for staff, mark in marks.items() if staff not in before or before[staff].status != mark}
    if not changed:
        return 0
    if any(staff in before for staff in changed):
        reason = said(reason)
    row.version += 1
    entries = _present(row, [staff for staff, mark in changed.items() if mark == "present"])
    _absent_after_all(row, [before[staff] for staff in changed if staff in before], reason)
    db.session.add_all(
        GridAttendance(meeting_id=id, staff_id=staff, turn=row.version, status=mark, entry_id=entries.get(staff))
        for staff, mark in changed.items()
    )
    met(row, "attended", reason, present=sum(mark == "present" for mark in marks.values()), changed=len(changed))
    return len(changed)


def _taken(id: int, version: int) -> GridMeeting:
    row = queries.meeting_for_change(id)
    if row is None:
        raise Refused("找不到这次例会")
    if row.version != version:
        raise Stale("这次例会刚才有人改过，请刷新后再看")
    return row


def _check_free(day: date, id: int | None) -> None:
    known = queries.meeting_of(day.year, quarter_of(day))
    if known is not None and known.id != id:
        raise Refused("%(year)s 年第 %(quarter)s 季度已经有一次例会", year=day.year, quarter=quarter_of(day))


def _filled(row: GridMeeting, asked: Call) -> GridMeeting:
    row.held_on, row.year, row.quarter = asked.held_on, asked.held_on.year, quarter_of(asked.held_on)
    row.place, row.topics = asked.place, asked.topics
    return row


def _check_marks(marks: Mapping[int, str], expected: set[int]) -> None:
    if marks.keys() - expected:
        raise Refused("名单里有人在会议当天不是网格员，请刷新后再登记")
    if expected - marks.keys() or not set(marks.values()) <= ATTENDANCE.keys():
        raise Refused("请为每一位网格员选择出席、请假或缺席")


def _present(row: GridMeeting, people: list[int]) -> dict[int, int]:
    homes = check_homes_by_day([(one, row.held_on) for one in people])
    item = item_for(edition_of(row.year), "meeting").key
    evidence = str(say("%(year)s 年第 %(quarter)s 季度网格例会签到", year=row.year, quarter=row.quarter))
    facts = [
        Fact(
            f"grid-met-{row.id}-{one}-{row.version}", item, row.held_on, homes[one, row.held_on], one, evidence=evidence
        )
        for one in people
    ]
    entries = recording.record_all(facts, asker().account_id)
    return {one: entry.id for one, entry in zip(people, entries, strict=True)}


def _absent_after_all(row: GridMeeting, noted: list[GridAttendance], reason: str) -> None:
    for one in noted:
        if one.entry_id is not None and ledger.reversal_of(one.entry_id) is None:
            nonce = f"grid-unmet-{row.id}-{one.staff_id}-{row.version}"
            recording.reverse(one.entry_id, reason, nonce, asker().account_id)
