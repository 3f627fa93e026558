"""Who is rated in a year, in which pool, and who isn't and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity import clock
from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import edition_of, editions
from hospital_integrity.rules.assessed import Assessed, Tenure, why_not
from hospital_integrity.rules.period import first_day, last_day
from hospital_integrity.rules.register import TIERS
from hospital_integrity.rules.saying import Refused, Saying, say

TIER_ORDER = {tier: place for place, tier in enumerate(TIERS)}


@dataclass(frozen=True)
class Subject:
    """What is rated: where it belongs on the day, in which pool it competes, and whose entries are its own.

    `sources` are ids of staff for people, of departments (itself, then those it carries on) for a department.
    """

    id: int
    pool: str
    department_id: int
    name: str
    number: str
    sought: str
    department_name: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Unrated:
    """A member of staff who isn't rated in a year, with the reason; `department_id` is 0 where there is none."""

    staff_id: int
    name: str
    number: str
    department_id: int
    reason: Saying


Subjects = dict[int, Subject]


def rating_day(year: int) -> date:
    """The day on which a year's pools and memberships are read: its last one, or today while it runs."""
    return min(last_day(year), clock.today())


def rated_years() -> list[int]:
    """The years that an edition rules, the newest first: the running one, and those before it; empty without any."""
    first = min((row.year for row in editions()), default=clock.today().year + 1)
    return list(range(clock.today().year, first - 1, -1))


def subjects(kind: str, year: int, ids: Collection[int] | None = None, day: date | None = None) -> Subjects:
    """Everybody of a kind who is rated in a year (of these ids); at most five statements."""
    return _FIND[kind](year, None if ids is None else frozenset(ids), day or rating_day(year))


def who_is_rated(kind: str, year: int) -> tuple[Subjects, list[Unrated]]:
    """Those who are rated, and the staff who aren't: hired in the year, left in it, or without a department."""
    rated = subjects(kind, year)
    return rated, _unrated(year, rated) if kind == "staff" else []


def why_unrated(year: int, staff_id: int) -> Unrated | None:
    """Why a member of staff isn't rated in a year; None for an unknown person."""
    found = list(departments.staff_members({staff_id}).values())
    told = _tenures(year, found, {staff_id}, rating_day(year))
    return next((_unrated_one(year, one, told[one.id]) for one in found), None)


def _unrated(year: int, rated: Mapping[int, Subject]) -> list[Unrated]:
    known = {one.id: one for day in (first_day(year), rating_day(year)) for one in departments.staff_on(day)}
    told = _tenures(year, known.values(), None, rating_day(year))
    found = [_unrated_one(year, one, told[one.id]) for one in known.values() if one.id not in rated]
    return sorted(found, key=lambda person: person.number)


@dataclass(frozen=True)
class _Told:
    """What the register says of somebody, and where they belong on the day (0: nowhere)."""

    tenure: Tenure
    home: int


def _tenures(year: int, people: Iterable[Any], ids: Collection[int] | None, day: date) -> dict[int, _Told]:
    homes, away = departments.home_department(ids, day), departments.absences_in(year, ids)
    return {
        one.id: _Told(Tenure(one.hired_on, one.left_on, one.id in homes, away.get(one.id, ())), homes.get(one.id, 0))
        for one in people
    }


def _unrated_one(year: int, one: Any, told: _Told) -> Unrated:
    reason = why_not(_rule(year), told.tenure, year, rating_day(year))
    return Unrated(one.id, one.name, one.number, told.home, reason or say("考评日不属于任何科室，不参加考评"))


def _rule(year: int) -> Assessed:
    try:
        scheme = edition_of(year).schemes.get("staff")
    except Refused:
        return Assessed()
    return scheme.assessed if scheme else Assessed()


def _departments(year: int, ids: frozenset[int] | None, day: date) -> Subjects:
    places = [one for one in departments.departments_on(day) if ids is None or one.id in ids]
    lineage = departments.lineage([one.id for one in places])
    return {
        one.id: Subject(one.id, one.category, one.id, one.name, one.code, one.initials, one.name, lineage[one.id])
        for one in places
    }


def _staff(year: int, ids: frozenset[int] | None, day: date) -> Subjects:
    people = _people(ids, day)
    told, rule = _tenures(year, people, ids, day), _rule(year)
    places = departments.departments_by_id({one.home for one in told.values()})
    found = {}
    for one in people:
        if why_not(rule, told[one.id].tenure, year, day) is None:
            place = places[told[one.id].home]
            sought = f"{one.initials} {one.pinyin}"
            found[one.id] = Subject(
                one.id, place.category, place.id, one.name, one.number, sought, place.name, (one.id,)
            )
    return found


def _people(ids: frozenset[int] | None, day: date) -> Collection[Any]:
    if ids is None:
        return departments.staff_on(day)
    found = departments.staff_members(ids).values()
    return [one for one in found if one.hired_on <= day and (one.left_on is None or one.left_on >= day)]


def _grid(year: int, ids: frozenset[int] | None, day: date) -> Subjects:
    """Grid members: whoever holds several appointments is rated in the highest tier, for the department of that one."""
    homes = departments.home_department(ids, day)
    members = sorted(departments.grid_members(day), key=lambda one: (TIER_ORDER[one.tier], one.id))
    found: Subjects = {}
    for one in members:
        if one.staff_id in homes and (ids is None or one.staff_id in ids) and one.staff_id not in found:
            person, place = one.staff, one.department
            sought = f"{person.initials} {person.pinyin}"
            found[person.id] = Subject(
                person.id, one.tier, place.id, person.name, person.number, sought, place.name, (person.id,)
            )
    return found


_FIND: Mapping[str, Callable[[int, frozenset[int] | None, date], Subjects]] = {
    "department": _departments,
    "staff": _staff,
    "grid": _grid,
}
