"""What closing a year would freeze, what stands in its way, and whether what was frozen still holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from hospital_integrity import clock
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Award
from hospital_integrity.board import queries as board
from hospital_integrity.closing.models import Proposal
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics import queries as ethics
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import facts_of
from hospital_integrity.rules.award import SEALED, differs, facts_of_award, seal
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Facts
from hospital_integrity.rules.everybody import Key, rate_everybody
from hospital_integrity.rules.explanation import Rating
from hospital_integrity.rules.frozen import digest, facts_to_json, result_to_json
from hospital_integrity.rules.period import last_day
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.scoring import queries as scoring

ORDER = ("staff", "department", "grid")


@dataclass(frozen=True)
class Outcome:
    """Everything a closing decides: the edition, each subject's facts and rating, and the digest over all of it."""

    edition: Edition
    facts: dict[Key, Facts]
    ratings: dict[Key, Rating]
    digest: str

    @property
    def counts(self) -> list[list[object]]:
        """How many of each kind hold each level, best first: rows of kind, level key, number."""
        found = Counter((kind, rating.level) for (kind, _), rating in self.ratings.items())
        return [
            [kind, level.key, found[kind, level.key]]
            for kind in ORDER
            if kind in self.edition.schemes
            for level in self.edition.schemes[kind].levels
        ]


def outcome(year: int) -> Outcome:
    """What closing a year would freeze now."""
    edition = edition_of(year)
    facts = {
        (kind, subject): one
        for kind in ORDER
        if kind in edition.schemes
        for subject, one in facts_of(kind, year).items()
    }
    ratings = rate_everybody(edition, facts.values())
    content = [[kind, subject, result_to_json(ratings[kind, subject])] for kind, subject in sorted(ratings)]
    inputs = [facts_to_json(facts[key]) for key in sorted(facts)]
    return Outcome(edition, facts, ratings, digest([edition.sha256, inputs, content]))


def obstacles(year: int) -> list[Saying]:
    """Why a year can't be closed yet; every draft that is still open is named."""
    return [
        *_calendar_obstacles(year),
        *scoring.unfinished(year),
        *board.unfinished(year),
        *ethics.unfinished(year),
    ]


def _calendar_obstacles(year: int) -> Iterator[Saying]:
    if clock.today() < last_day(year):
        yield say("%(year)s 年度还没有结束", year=year)
    if awards.closing_of(year) is not None:
        yield say("%(year)s 年度已经关闭", year=year)


def held(found: Outcome) -> list[Key]:
    """Subjects whose result waits for a reported veto to be decided."""
    return [key for key, rating in found.ratings.items() if rating.held]


def proposal_of(year: int) -> Proposal | None:
    """The proposal that can be confirmed: the newest of the round that is open."""
    current = awards.rounds_of(year) + 1
    query = select(Proposal).where(Proposal.year == year, Proposal.round == current)
    return db.session.scalar(query.order_by(Proposal.id.desc()).limit(1))


@dataclass(frozen=True)
class Identity:
    """What a subject was called, and where it belonged, on the last day of the year."""

    name: str
    department_id: int
    department_name: str


def identities(found: Outcome) -> dict[Key, Identity]:
    """The identity of every subject, to be frozen with the award."""
    day = last_day(found.edition.year if not found.facts else next(iter(found.facts.values())).year)
    people = {subject for kind, subject in found.facts if kind != "department"}
    homes = departments.home_department(people, day)
    staff = departments.staff_members(people)
    places = departments.names_on({*homes.values(), *(s for kind, s in found.facts if kind == "department")}, day)
    return {
        (kind, subject): Identity(places[subject], subject, places[subject])
        if kind == "department"
        else Identity(staff[subject].name, homes[subject], places[homes[subject]])
        for kind, subject in found.facts
    }


@dataclass(frozen=True)
class Finding:
    """Something that doesn't hold: the award it concerns (None: the closing itself) and what is wrong."""

    closing_id: int
    award_id: int | None
    saying: Saying


def audit(closing_id: int, edition: Edition) -> list[Finding]:
    """Fold every award of a closing again, each from itself, and compare; empty when everything holds."""
    rows = awards.awards_of(closing_id)
    again = rate_everybody(edition, (facts_of_award(row.inputs) for row in rows))
    found = [_finding(row, again[row.subject_kind, row.subject_id], edition) for row in rows]
    return [one for one in found if one is not None]


def _finding(row: Award, again: Rating, edition: Edition) -> Finding | None:
    stored = {name: getattr(row, name) for name in SEALED}
    if seal(stored, edition.sha256) != row.sha256:
        return Finding(row.closing_id, row.id, say("%(name)s：内容与封存时的校验值不符", name=row.name))
    if differs(stored, again):
        return Finding(row.closing_id, row.id, say("%(name)s：按封存的依据重算，结果不同", name=row.name))
    return None


def moved_since(closing_id: int, year: int) -> list[Finding]:
    """Where today's register would give other facts than those frozen; nothing is wrong with the award by that."""
    now = outcome(year).facts
    return [
        Finding(closing_id, row.id, say("%(name)s：台账今天的依据与封存时不同", name=row.name))
        for row in awards.awards_of(closing_id)
        if (row.subject_kind, row.subject_id) not in now
        or facts_to_json(now[row.subject_kind, row.subject_id]) != row.inputs["facts"]
    ]
