"""Reading the assessment: the cycle of a year, who has been judged at which stage, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from hospital_integrity.awards.queries import levels_before
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics.models import EthicsCycle
from hospital_integrity.ledger.queries import marks_of_year
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import Subject, facts_of, rating_day, subjects
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.stages import SELF, Done, done

NOTHING = Done({})


@dataclass(frozen=True)
class Progress:
    """How far one department has come: its people, and how many of them each stage has judged."""

    department_id: int
    name: str
    people: int
    judged: dict[str, int]


@dataclass(frozen=True)
class Person:
    """One person on a stage's page: who, what was computed, what the stages said, and last year's grade."""

    subject: Subject
    rating: Rating
    done: Done
    entries: int
    last_level: str


def scheme_of(year: int) -> Scheme:
    """How staff are rated in a year; Refused where the edition doesn't rate them."""
    scheme = edition_of(year).schemes.get("staff")
    if scheme is None:
        raise Refused("%(year)s 年的办法不考评个人", year=year)
    return scheme


def cycle(year: int) -> EthicsCycle | None:
    """The cycle of a year."""
    return db.session.scalar(select(EthicsCycle).where(EthicsCycle.year == year))


def cycle_for_change(year: int) -> EthicsCycle | None:
    """The same, locked until the transaction ends."""
    query = select(EthicsCycle).where(EthicsCycle.year == year).with_for_update()
    return db.session.scalar(query, execution_options={"populate_existing": True})


def cycles() -> list[EthicsCycle]:
    """All cycles, the newest first."""
    return list(db.session.scalars(select(EthicsCycle).order_by(EthicsCycle.year.desc())))


def judged(year: int, ids: Collection[int] | None = None) -> dict[int, Done]:
    """What the stages have said on each person; people without a mark are left out."""
    scheme = scheme_of(year)
    return {person: done(scheme, marks) for person, marks in marks_of_year("staff", year, ids).items()}


def progress(year: int) -> list[Progress]:
    """Every department with somebody to assess, by name of its code."""
    people, found = subjects("staff", year), judged(year)
    totals = Counter(one.department_id for one in people.values())
    counts = Counter(
        (people[person].department_id, stage)
        for person, one in found.items()
        if person in people
        for stage in one.by_stage
    )
    places = departments.departments_by_id(totals)
    stages = [stage.key for stage in scheme_of(year).stages]
    rows = [
        Progress(place, places[place].name, totals[place], {key: counts[place, key] for key in stages})
        for place in totals
    ]
    return sorted(rows, key=lambda row: places[row.department_id].code)


def people_in(department_id: int, year: int) -> list[Person]:
    """Everybody of a department who is assessed, by number; a constant number of statements."""
    mine = {one.id for one in departments.staff_in(department_id, rating_day(year))}
    return _people(year, mine)


def person(staff_id: int, year: int) -> Person | None:
    """One person as the stages see them; None for who isn't assessed."""
    return next(iter(_people(year, {staff_id})), None)


def _people(year: int, ids: Collection[int]) -> list[Person]:
    edition, who, said = edition_of(year), subjects("staff", year, ids), judged(year, ids)
    facts, last = facts_of("staff", year, ids), levels_before("staff", year, ids)
    found = [
        Person(
            one,
            fold(edition, facts[one.id]),
            said.get(one.id, NOTHING),
            len(facts[one.id].entries),
            last.get(one.id, ""),
        )
        for one in who.values()
    ]
    return sorted(found, key=lambda each: each.subject.number)


def missing(year: int) -> list[Progress]:
    """Departments where a stage that counts has not judged everybody yet."""
    counting = [stage.key for stage in scheme_of(year).stages if stage.counts and stage.key != SELF][:1]
    return [row for row in progress(year) if any(row.judged[key] < row.people for key in counting)]


def unfinished(year: int) -> list[Saying]:
    """Why a closing must wait for the assessment; nothing where the edition has no stages."""
    scheme = edition_of(year).schemes.get("staff")
    found = cycle(year)
    if scheme is None or not scheme.stages or (found is not None and found.finished_at is not None):
        return []
    if found is None:
        return [say("%(year)s 年度医德考评还没有开始", year=year)]
    return [say("%(year)s 年度医德考评还没有结束", year=year)]
