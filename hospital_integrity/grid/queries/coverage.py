"""The whole grid at a glance: departments by months, silent ones on top, and who is late; seven statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select

from hospital_integrity import clock
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.grid.models import GridMeeting, GridRecord
from hospital_integrity.grid.queries.meetings import attendance_of, meetings
from hospital_integrity.grid.queries.members import stays
from hospital_integrity.rules import gridwork
from hospital_integrity.rules.gridwork import DONE, OPEN, WAITING, Handed

Reports = Mapping[tuple[int, date], Handed]


@dataclass
class Place:
    """A department's row: who watches over it, its months, meetings attended, risks that are open."""

    department: Any
    members: list[Any]
    cells: list[str]
    met: int
    open_risks: int
    silent: bool


@dataclass
class Person:
    """A member's year in numbers, and the months that were late or are missing."""

    staff: Any
    department: Any
    cells: Counter[str] = field(default_factory=Counter)
    late: list[date] = field(default_factory=list)
    missing: list[date] = field(default_factory=list)
    meetings: int = 0
    risks: int = 0
    sessions: int = 0


@dataclass(frozen=True)
class Coverage:
    """The grid in a year, as far as somebody may see it."""

    months: list[date]
    places: list[Place]
    people: list[Person]
    held: list[GridMeeting]

    def many(self, *cells: str) -> int:
        """How many months of members stand so."""
        return sum(one.cells[cell] for one in self.people for cell in cells)

    @property
    def behind(self) -> list[Person]:
        """Members with a late or a missing report, those who miss most first."""
        found = [one for one in self.people if one.late or one.missing]
        return sorted(found, key=lambda one: (-len(one.missing), -len(one.late), one.staff.pinyin))


def coverage(year: int, places: Collection[int] | None = None) -> Coverage:
    """The grid of a year, of these departments or of all; a constant number of statements."""
    held_by: dict[int, list[Any]] = defaultdict(list)
    for one in departments.grid_history(places):
        held_by[one.department_id].append(one)
    reports, months = _reports(year), gridwork.months_of(year)
    held = [one for one in meetings(year) if one.held_on <= clock.today()]
    came, risks = _came(held), _open_risks()
    rows = [
        _place(one, held_by[one.id], reports, months, came, risks[one.id])
        for one in departments.departments_on(min(date(year, 12, 31), clock.today()))
        if places is None or one.id in places
    ]
    people = _people(held_by, reports, months, came, _done(year))
    return Coverage(months, sorted(rows, key=lambda row: (not row.silent, row.department.code)), people, held)


def _place(
    one: Any, held: list[Any], reports: Reports, months: list[date], came: Mapping[int, Counter[int]], risks: int
) -> Place:
    today = clock.today()
    last = min(gridwork.month_end(months[-1]), today)
    members = {row.staff_id: row.staff for row in held if any(stay.holds(last) for stay in stays([row]))}
    cells = [_cell_of_place(first, held, reports) for first in months]
    met = len({meeting for row in held for meeting in came.get(row.staff_id, ())})
    return Place(one, list(members.values()), cells, met, risks, not members or gridwork.is_silent(cells))


def _cell_of_place(first: date, held: list[Any], reports: Reports) -> str:
    if first > clock.today():
        return ""
    day = min(gridwork.month_end(first), clock.today())
    serving = {row.staff_id for row in held if any(stay.holds(day) for stay in stays([row]))}
    serving |= {row.staff_id for row in held if (row.staff_id, first) in reports and _served(first, [row])}
    cells = (gridwork.cell(first, True, reports.get((staff, first)), clock.today()) for staff in serving)
    return gridwork.worst(cells)


def _served(first: date, held: Iterable[Any]) -> bool:
    return gridwork.last_served(first, stays(held)) is not None


def _people(
    held_by: Mapping[int, list[Any]],
    reports: Reports,
    months: list[date],
    came: Mapping[int, Counter[int]],
    done: Mapping[tuple[int, str], int],
) -> list[Person]:
    by_person: dict[int, list[Any]] = defaultdict(list)
    for held in held_by.values():
        for one in held:
            by_person[one.staff_id].append(one)
    served = {staff: held for staff, held in by_person.items() if any(_served(first, held) for first in months)}
    return [_person(held, reports, months, len(came.get(staff, ())), done) for staff, held in served.items()]


def _person(
    held: list[Any], reports: Reports, months: list[date], met: int, done: Mapping[tuple[int, str], int]
) -> Person:
    one = Person(held[0].staff, held[0].department, meetings=met)
    one.risks, one.sessions = (done.get((one.staff.id, kind), 0) for kind in ("risk", "session"))
    for first in months:
        owed = gridwork.owes(first, stays(held))
        cell = gridwork.cell(first, owed, reports.get((one.staff.id, first)), clock.today())
        one.cells[cell] += 1
        if cell in ("late", "missing"):
            (one.late if cell == "late" else one.missing).append(first)
    return one


def _reports(year: int) -> Reports:
    columns = (GridRecord.staff_id, GridRecord.day, GridRecord.late, GridRecord.zero)
    query = select(*columns).where(GridRecord.kind == "report", GridRecord.late.is_not(None))
    rows = db.session.execute(query.where(GridRecord.day.between(date(year, 1, 1), date(year, 12, 31))))
    return {(staff, first): Handed(bool(late), zero) for staff, first, late, zero in rows}


def _came(held: list[GridMeeting]) -> dict[int, Counter[int]]:
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for id, noted in attendance_of([one.id for one in held]).items():
        for staff, row in noted.items():
            if row.status == "present":
                found[staff][id] += 1
    return found


def _open_risks() -> Counter[int]:
    query = select(GridRecord.department_id, func.count()).where(GridRecord.kind == "risk")
    query = query.where(GridRecord.state.in_(OPEN + WAITING)).group_by(GridRecord.department_id)
    return Counter({place: number for place, number in db.session.execute(query)})


def _done(year: int) -> dict[tuple[int, str], int]:
    query = select(GridRecord.staff_id, GridRecord.kind, func.count()).where(GridRecord.state.in_(DONE))
    query = query.where(GridRecord.happened_on.between(date(year, 1, 1), date(year, 12, 31)))
    rows = db.session.execute(query.group_by(GridRecord.staff_id, GridRecord.kind))
    return {(staff, kind): number for staff, kind, number in rows}
