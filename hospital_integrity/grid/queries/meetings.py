"""Quarterly meetings: which were called, who is expected, who came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import func, select

from hospital_integrity import clock
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.grid.models import GridAttendance, GridMeeting
from hospital_integrity.rules.saying import Saying, say


def meetings(year: int) -> list[GridMeeting]:
    """The meetings of a year, by quarter."""
    return list(db.session.scalars(select(GridMeeting).where(GridMeeting.year == year).order_by(GridMeeting.quarter)))


def meeting(id: int) -> GridMeeting | None:
    """One meeting."""
    return db.session.get(GridMeeting, id)


def meeting_for_change(id: int) -> GridMeeting | None:
    """The same, freshly read and locked until the transaction ends."""
    query = select(GridMeeting).where(GridMeeting.id == id).with_for_update()
    return db.session.scalar(query, execution_options={"populate_existing": True})


def meeting_by_nonce(nonce: str) -> GridMeeting | None:
    """The meeting that was called under this nonce."""
    return db.session.scalar(select(GridMeeting).where(GridMeeting.nonce == nonce))


def meeting_of(year: int, quarter: int) -> GridMeeting | None:
    """The meeting of a quarter."""
    return db.session.scalar(select(GridMeeting).where(GridMeeting.year == year, GridMeeting.quarter == quarter))


def attendance_of(meeting_ids: Collection[int]) -> dict[int, dict[int, GridAttendance]]:
    """What is noted of each meeting, by member: the newest row of each; one statement."""
    newest = select(func.max(GridAttendance.id)).where(GridAttendance.meeting_id.in_(meeting_ids))
    newest = newest.group_by(GridAttendance.meeting_id, GridAttendance.staff_id)
    found: dict[int, dict[int, GridAttendance]] = {id: {} for id in meeting_ids}
    for row in db.session.scalars(select(GridAttendance).where(GridAttendance.id.in_(newest))):
        found[row.meeting_id][row.staff_id] = row
    return found


def expected(day: date) -> dict[int, Any]:
    """Who is to come to a meeting of that day: one appointment of each member, by member, in the order of tiers."""
    found: dict[int, Any] = {}
    for one in departments.grid_members(day):
        found.setdefault(one.staff_id, one)
    return found


def unattended(year: int) -> list[Saying]:
    """The meetings of a year that were held without anybody noting who came; a closing waits for them."""
    held = [one for one in meetings(year) if one.held_on <= clock.today()]
    noted = attendance_of([one.id for one in held])
    return [say("第 %(quarter)s 季度网格例会还没有登记出席", quarter=one.quarter) for one in held if not noted[one.id]]
