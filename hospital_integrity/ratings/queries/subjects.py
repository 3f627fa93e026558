"""Who is rated in a year, in which pool, and who isn't and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity import clock
from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import editions
from hospital_integrity.rules.period import first_day, last_day
from hospital_integrity.rules.register import TIERS
from hospital_integrity.rules.saying import Saying, say

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
    """Everybody of a kind who is rated in a year (of these ids); at most three statements."""
    return _FIND[kind](year, None if ids is None else frozenset(ids), day or rating_day(year))


def who_is_rated(kind: str, year: int) -> tuple[Subjects, list[Unrated]]:
    """Those who are rated, and the staff who aren't: hired in the year, left in it, or without a department."""
    rated = subjects(kind, year)
    return rated, _unrated(year, rated) if kind == "staff" else []


def why_unrated(year: int, staff_id: int) -> Unrated | None:
    """Why a member of staff isn't rated in a year; None for an unknown person."""
    found = departments.staff_members({staff_id}).values()
    return next((_unrated_one(year, one, _homes(year, {staff_id})) for one in found), None)


def _unrated(year: int, rated: Mapping[int, Subject]) -> list[Unrated]:
    known = {one.id: one for day in (first_day(year), rating_day(year)) for one in departments.staff_on(day)}
    homes = _homes(year, None)
    found = [_unrated_one(year, one, homes) for one in known.values() if one.id not in rated]
    return sorted(found, key=lambda person: person.number)


def _homes(year: int, ids: Collection[int] | None) -> Mapping[int, int]:
    return departments.home_department(ids, rating_day(year))


def _unrated_one(year: int, one: Any, homes: Mapping[int, int]) -> Unrated:
    reason = _reason(year, one.hired_on, one.left_on)
    return Unrated(one.id, one.name, one.number, homes.get(one.id, 0), reason)


def _reason(year: int, hired_on: date, left_on: date | None) -> Saying:
    if hired_on.year >= year:
        return say("当年入职（%(day)s），不参加考评", day=hired_on)
    if left_on is not None and left_on < rating_day(year):
        return say("考评日前已离职（%(day)s），不参加考评", day=left_on)
    return say("考评日不属于任何科室，不参加考评")


def _departments(year: int, ids: frozenset[int] | None, day: date) -> Subjects:
    places = [one for one in departments.departments_on(day) if ids is None or one.id in ids]
    lineage = departments.lineage([one.id for one in places])
    return {
        one.id: Subject(one.id, one.category, one.id, one.name, one.code, one.initials, one.name, lineage[one.id])
        for one in places
    }


def _staff(year: int, ids: frozenset[int] | None, day: date) -> Subjects:
    people = _people(ids, day)
    homes = departments.home_department(ids, day)
    places = departments.departments_by_id(set(homes.values()))
    found = {}
    for one in people:
        if one.hired_on.year < year and one.id in homes:
            place = places[homes[one.id]]
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
