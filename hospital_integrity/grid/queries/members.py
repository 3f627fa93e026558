"""Members by their appointments: since when, over which department, and what is due from one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity import clock
from hospital_integrity.departments import queries as departments
from hospital_integrity.grid.models import GridMeeting, GridRecord
from hospital_integrity.grid.queries.meetings import attendance_of, meetings
from hospital_integrity.grid.queries.records import own
from hospital_integrity.ledger.queries import sealed_years
from hospital_integrity.rules import gridwork
from hospital_integrity.rules.gridwork import Handed, Stay
from hospital_integrity.rules.register import TIERS

TIER_ORDER = {tier: place for place, tier in enumerate(TIERS)}


@dataclass(frozen=True)
class Month:
    """A month of one member: what is to be said of it, and the report where there is one."""

    first: date
    due: date
    opens: date
    cell: str
    record: GridRecord | None

    @property
    def is_back(self) -> bool:
        """Whether the office has sent the report back."""
        return self.record is not None and self.record.state == "returned"


@dataclass(frozen=True)
class Duties:
    """One member's year: months, meetings with what is noted of them, risks and sessions, the newest first.

    `before` is last December while it can still be handed in.
    """

    before: list[Month]
    months: list[Month]
    meetings: list[tuple[GridMeeting, str]]
    risks: list[GridRecord]
    sessions: list[GridRecord]

    @property
    def to_report(self) -> list[Month]:
        """The months whose report can be handed in now, those sent back among them."""
        return [one for one in (*self.before, *self.months) if one.cell in ("due", "missing") or one.is_back]

    @property
    def came(self) -> int:
        """How many meetings the member came to."""
        return sum(mark == "present" for _, mark in self.meetings)

    @property
    def closed(self) -> int:
        """How many risks were closed."""
        return sum(row.state == "closed" for row in self.risks)

    @property
    def held(self) -> int:
        """How many sessions were accepted."""
        return sum(row.state == "accepted" for row in self.sessions)

    def many(self, *cells: str) -> int:
        """How many months stand so."""
        return sum(one.cell in cells for one in self.months)


def appointments(staff_ids: Collection[int]) -> dict[int, list[Any]]:
    """Every appointment of these people, by person; one statement."""
    wanted = frozenset(staff_ids)
    found: dict[int, list[Any]] = {id: [] for id in wanted}
    for one in departments.grid_history() if len(wanted) > 1 else _of_one(wanted):
        if one.staff_id in wanted:
            found[one.staff_id].append(one)
    return found


def stays(held: Iterable[Any]) -> list[Stay]:
    """Appointments as far as their days go."""
    return [Stay(one.from_day, one.to_day) for one in held]


def place_of(held: Iterable[Any], day: date) -> int | None:
    """The department that somebody watches over on a day; of several the one of the highest tier."""
    serving = [one for one in held if Stay(one.from_day, one.to_day).holds(day)]
    return min(serving, key=lambda one: (TIER_ORDER[one.tier], one.id)).department_id if serving else None


def to_report(staff_id: int) -> list[Month]:
    """The reports that somebody can hand in now; one statement for whoever never was a grid member."""
    held = departments.grid_appointments_of_staff(staff_id)
    return duties(staff_id, clock.today().year).to_report if held else []


def duties(staff_id: int, year: int) -> Duties:
    """What a member owes in a year and has done of it; at most six statements."""
    held, today = stays(appointments([staff_id])[staff_id]), clock.today()
    december = date(year - 1, 12, 1)
    rows = own(staff_id, december, date(year, 12, 31))
    reports = {row.day: row for row in rows if row.kind == "report"}
    open_still = today.year == year and today.month == 1 and december.year not in sealed_years()
    called = meetings(year)
    came = attendance_of([one.id for one in called])
    return Duties(
        before=[_month(december, held, reports.get(december), today)] if open_still else [],
        months=[_month(first, held, reports.get(first), today) for first in gridwork.months_of(year)],
        meetings=[(one, came[one.id][staff_id].status if staff_id in came[one.id] else "") for one in called],
        risks=[row for row in rows if row.kind == "risk"],
        sessions=[row for row in rows if row.kind == "session" and row.day.year == year],
    )


def _month(first: date, held: list[Stay], row: GridRecord | None, today: date) -> Month:
    handed = Handed(row.late, row.zero) if row and row.late is not None else None
    cell = gridwork.cell(first, gridwork.owes(first, held), handed, today)
    return Month(first, gridwork.due_on(first), gridwork.opens_on(first), cell, row)


def _of_one(wanted: frozenset[int]) -> list[Any]:
    return [one for id in wanted for one in departments.grid_appointments_of_staff(id)]
