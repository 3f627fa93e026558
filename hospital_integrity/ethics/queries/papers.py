"""What the papers of a year say: everybody's registration form, and the counts by department and for the hospital.

A closed year is read from its awards, a running one is folded now; both in a constant number of statements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics.queries import judged, scheme_of
from hospital_integrity.hospital.queries import profile
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import facts_of, rating_day, ratings_of, subjects, who_is_rated
from hospital_integrity.rules.award import facts_of_award
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.ethics_summary import Assessed, Summary, summary
from hospital_integrity.rules.register import CATEGORIES, PROFESSIONS
from hospital_integrity.rules.registration import Outcome, Registration, judging, of_award, of_rating, registration

UNNAMED = "本院"


@dataclass(frozen=True)
class Wanted:
    """Whose papers: of a year, and of some departments or one person where that is asked for."""

    year: int
    departments: frozenset[int] | None = None
    staff_id: int | None = None


@dataclass(frozen=True)
class _Found:
    """One person's facts and result, and where the person belonged."""

    staff_id: int
    department_id: int
    department: str
    facts: Facts
    outcome: Outcome


def paper_day(year: int) -> date:
    """The day that papers of a year bear: that of the decision, today while there is none."""
    closed = awards.closing_of(year)
    return closed.decided_on if closed else today()


def hospital_name(day: date) -> str:
    """What the hospital was called on a day."""
    found = profile(day)
    return found.name if found else UNNAMED


def registrations(wanted: Wanted) -> list[Registration]:
    """The forms of a year in order of departments and numbers; about twenty statements, however many people."""
    closed, edition = _edition(wanted.year)
    people = departments.staff_members(_ids(wanted, closed))
    both, hospital = (edition, judging(edition)), hospital_name(paper_day(wanted.year))
    made = []
    for one in _found(wanted, closed, edition):  # one after the other: a person's facts are larger than the form
        who = _who(hospital, one, people[one.staff_id])
        made.append((one.department_id, registration(both, one.facts, one.outcome, who, frozen=closed is not None)))
    places = departments.departments_by_id({place for place, _ in made})
    made.sort(key=lambda pair: (places[pair[0]].code, pair[1].number))
    return [form for _, form in made]


def _ids(wanted: Wanted, closed: Closing | None) -> set[int]:
    if wanted.staff_id is not None:
        return {wanted.staff_id}
    if closed is not None:
        return {row.subject_id for row in awards.awards_of(closed.id, "staff")}
    return set(subjects("staff", wanted.year))


def how_many(wanted: Wanted) -> int:
    """How many forms that would be."""
    closed = awards.closing_of(wanted.year)
    places = wanted.departments
    if closed is None:
        found = [one.department_id for one in subjects("staff", wanted.year).values()]
    else:
        found = [one.department_id for one in awards.awards_of(closed.id, "staff")]
    return sum(1 for place in found if places is None or place in places)


def counted(year: int, places: Collection[int] | None = None) -> Summary:
    """The counts of a year, of some departments or of all; about twenty statements."""
    closed, edition = _edition(year)
    scheme = edition.schemes["staff"]
    people = _awarded(closed) if closed else _running(year)
    known = departments.departments_by_id({place for place, _ in people})
    kept = [(place, one) for place, one in people if places is None or place in places]
    kept.sort(key=lambda pair: (known[pair[0]].code, pair[1].number))
    return summary(
        hospital_name(paper_day(year)),
        year,
        (one for _, one in kept),
        [(level.key, level.name) for level in scheme.levels],
        () if closed else _left_out(year, places),
        basis=f"《{edition.title}》（{edition.code}，校验值 {edition.sha256[:12]}）",
        frozen=closed is not None,
    )


def _edition(year: int) -> tuple[Closing | None, Edition]:
    closed = awards.closing_of(year)
    if closed is None:
        scheme_of(year)
        return None, edition_of(year)
    return closed, awards.edition_of_closing(closed)


def _found(wanted: Wanted, closed: Closing | None, edition: Edition) -> Iterator[_Found]:
    found = _frozen(wanted, closed, edition) if closed else _folded(wanted)
    return (one for one in found if wanted.departments is None or one.department_id in wanted.departments)


def _frozen(wanted: Wanted, closed: Closing, edition: Edition) -> Iterator[_Found]:
    only = {"subject_kind": "staff"} | ({"subject_id": wanted.staff_id} if wanted.staff_id is not None else {})
    for one in awards.sealed_awards(closed.id, **only):
        says = one.opened()
        outcome = of_award(edition.schemes["staff"], says)
        place = says["department_id"], says["department_name"]
        yield _Found(says["subject_id"], *place, facts_of_award(says["inputs"]), outcome)


def _folded(wanted: Wanted) -> Iterator[_Found]:
    year = wanted.year
    ids = None if wanted.staff_id is None else [wanted.staff_id]
    if wanted.departments is not None and ids is None:
        mine = subjects("staff", year).values()
        ids = [one.id for one in mine if one.department_id in wanted.departments]
    who, facts, ratings = subjects("staff", year, ids), facts_of("staff", year, ids), ratings_of("staff", year, ids)
    for one in who.values():
        yield _Found(one.id, one.department_id, one.department_name, facts[one.id], of_rating(ratings[one.id]))


def _who(hospital: str, one: _Found, person: Any) -> Mapping[str, str]:
    return {
        "hospital": hospital,
        "name": person.name,
        "number": person.number,
        "department": one.department,
        "profession": str(PROFESSIONS[person.profession]),
        "title": person.title,
        "since": f"{person.hired_on.year}年{person.hired_on.month}月",
        **{key: str(getattr(person, key, "") or "") for key in ("sex", "born", "duty")},
    }


def _awarded(closed: Closing) -> list[tuple[int, Assessed]]:
    rows = awards.awards_of(closed.id, "staff")
    people = departments.staff_members({row.subject_id for row in rows})
    return [
        (
            row.department_id,
            Assessed(
                row.name,
                people[row.subject_id].number,
                row.department_name,
                str(CATEGORIES.get(row.pool, row.pool)),
                row.level,
                Decimal(row.score),
            ),
        )
        for row in rows
    ]


def _running(year: int) -> list[tuple[int, Assessed]]:
    ratings, said = ratings_of("staff", year), judged(year)
    counting = [stage.key for stage in scheme_of(year).stages if stage.counts]
    return [
        (
            one.department_id,
            Assessed(
                one.name,
                one.number,
                one.department_name,
                str(CATEGORIES.get(one.pool, one.pool)),
                ratings[one.id].level,
                ratings[one.id].score,
                not counting or (one.id in said and counting[-1] in said[one.id].by_stage),
            ),
        )
        for one in subjects("staff", year).values()
    ]


def _left_out(year: int, places: Collection[int] | None) -> list[tuple[str, str, str]]:
    _, unrated = who_is_rated("staff", year)
    known = departments.names_on({one.department_id for one in unrated if one.department_id}, rating_day(year))
    return [
        (one.name, known.get(one.department_id, ""), str(one.reason))
        for one in unrated
        if places is None or one.department_id in places
    ]


def place_of(staff_id: int, year: int) -> int | None:
    """The department whose head may see a person's form of a year: where the person belonged on the day."""
    return departments.home_department({staff_id}, rating_day(year)).get(staff_id)
