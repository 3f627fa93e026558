"""People as the stages see them, and how far each department has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hospital_integrity.awards.queries import levels_before
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics.models import EthicsReturn
from hospital_integrity.ethics.queries.cycles import scheme_of
from hospital_integrity.ethics.queries.said import given_back, judged, judged_of, spared
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import Subject, facts_for, rating_day, subjects
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.ethics import without_stages
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.fold import fold
from hospital_integrity.rules.period import last_day
from hospital_integrity.rules.stages import Done


@dataclass(frozen=True)
class Progress:
    """How far one department has come: its people, and how many of them each stage should judge and has judged."""

    department_id: int
    name: str
    people: int
    judged: dict[str, int]
    due: dict[str, int]


@dataclass(frozen=True)
class Person:
    """One person on a stage's page.

    `rating` is as it stands now, `computed` before any stage; `returned` is the last return, whether answered or not;
    `moved` is the day on which they came to this department, where that was in the year's December.
    """

    subject: Subject
    facts: Facts
    rating: Rating
    computed: Rating
    done: Done
    last_level: str
    returned: EthicsReturn | None
    moved: date | None = None

    @property
    def entries(self) -> int:
        """How many entries of the year there are."""
        return len(self.facts.entries)


def progress(year: int) -> list[Progress]:
    """Every department with somebody to assess, in order of codes."""
    people, found, exempt = subjects("staff", year), judged(year), spared(year)
    homes = {one.id: one.department_id for one in people.values()}
    totals = Counter(homes.values())
    counts = Counter((homes[p], key) for p, one in found.items() if p in homes for key in one.by_stage)
    free = Counter((homes[p], key) for p, keys in exempt.items() if p in homes for key in keys)
    places = departments.departments_by_id(totals)
    stages = [stage.key for stage in scheme_of(year).stages]
    rows = [
        Progress(
            place,
            places[place].name,
            totals[place],
            {key: counts[place, key] for key in stages},
            {key: totals[place] - free[place, key] for key in stages},
        )
        for place in totals
    ]
    return sorted(rows, key=lambda row: places[row.department_id].code)


def people_in(department_id: int, year: int) -> list[Person]:
    """Everybody of a department who is assessed, by number; a constant number of statements."""
    return _people(year, {one.id for one in departments.staff_in(department_id, rating_day(year))})


def person(staff_id: int, year: int) -> Person | None:
    """One person as the stages see them; None for who isn't assessed."""
    return next(iter(_people(year, {staff_id})), None)


def _people(year: int, ids: Collection[int]) -> list[Person]:
    who, edition = subjects("staff", year, ids), edition_of(year)
    facts = facts_for("staff", year, who, whole=False, edition=edition)
    said = judged_of(year, {one: found.marks for one, found in facts.items()}, edition.schemes["staff"])
    last, back, came = levels_before("staff", year, ids), given_back(year, ids), _came(year, ids)
    found = [
        _person(edition, one, facts[one.id], said[one.id], last.get(one.id, ""), back.get(one.id), came.get(one.id))
        for one in who.values()
    ]
    return sorted(found, key=lambda each: each.subject.number)


def _person(
    edition: Edition,
    one: Subject,
    facts: Facts,
    said: Done,
    last: str,
    back: EthicsReturn | None,
    came: date | None,
) -> Person:
    rating = fold(edition, facts)
    computed = fold(edition, without_stages(facts)) if said.by_stage else rating
    return Person(one, facts, rating, computed, said, last, back, came)


def _came(year: int, ids: Collection[int]) -> dict[int, date]:
    """Who came to where they are in the year's December, and on which day: the department before hears of it."""
    december = date(year, 12, 1)
    return {one.staff_id: one.from_day for one in departments.memberships_begun(ids, december, last_day(year))}
