"""What the stages have said: now, and everything they ever said, with what was given back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from hospital_integrity.accounts.queries.heads import heads_on
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics.models import EthicsReturn
from hospital_integrity.ethics.queries.cycles import scheme_of
from hospital_integrity.ledger.queries import marks_of_year
from hospital_integrity.ledger.queries.rows import staff_marks
from hospital_integrity.ratings.queries import rating_day
from hospital_integrity.rules.entry import Mark
from hospital_integrity.rules.ethics import sheet_of
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.stages import BRANCH, DEPARTMENT, Done, done

NOTHING = Done({})


@dataclass(frozen=True)
class Word:
    """One mark that a stage ever made on a person, newest first; `value` None: it was withdrawn by a return."""

    id: int
    stage: str
    heading: str
    value: Decimal | None
    comment: str
    rater_id: int | None
    at: datetime


def judged(year: int, ids: Collection[int] | None = None) -> dict[int, Done]:
    """What the stages have said on each person; people without a mark are left out."""
    return judged_of(year, marks_of_year("staff", year, ids))


def judged_of(year: int, marks: Mapping[int, Collection[Mark]], scheme: Scheme | None = None) -> dict[int, Done]:
    """The same from marks that were read already."""
    scheme, heads = scheme or scheme_of(year), spared(year)
    return {person: done(scheme, found, heads.get(person, frozenset())) for person, found in marks.items()}


def spared(year: int) -> dict[int, frozenset[str]]:
    """Which stages are not theirs to pass: a head is judged by the stage above. Two statements."""
    found: dict[int, set[str]] = defaultdict(set)
    day: date = rating_day(year)
    for people in heads_on(day).values():
        for person in people:
            found[person].add(DEPARTMENT)
    for branch in departments.branches():
        if branch.head_id is not None:
            found[branch.head_id].add(BRANCH)
    return {person: frozenset(keys) for person, keys in found.items()}


def words_of(year: int, staff_id: int) -> list[Word]:
    """Everything that any stage ever said on a person in a year, the newest first; nothing is ever lost."""
    sheets = {sheet_of(stage): stage.key for stage in scheme_of(year).stages}
    return [
        Word(row.id, sheets[row.sheet], row.heading, row.value, row.comment, row.rater_id, row.recorded_at)
        for row in staff_marks(staff_id, year)
        if row.sheet in sheets
    ]


def returns_of(year: int, staff_ids: Collection[int] | None = None) -> dict[int, list[EthicsReturn]]:
    """What was given back to an earlier stage in a year, by person, the newest first; one statement."""
    rows = select(EthicsReturn).where(EthicsReturn.year == year)
    if staff_ids is not None:
        rows = rows.where(EthicsReturn.staff_id.in_(staff_ids))
    found: dict[int, list[EthicsReturn]] = defaultdict(list)
    for one in db.session.scalars(rows.order_by(EthicsReturn.id.desc())):
        found[one.staff_id].append(one)
    return dict(found)


def given_back(year: int, staff_ids: Collection[int] | None = None) -> dict[int, EthicsReturn]:
    """The newest return of each person; whether it is still open says what the stage has said since."""
    return {person: rows[0] for person, rows in returns_of(year, staff_ids).items()}
