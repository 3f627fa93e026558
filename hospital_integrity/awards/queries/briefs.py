"""What was frozen about many subjects, without inputs and reasons: last year's levels, lists of others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, select

from hospital_integrity.awards.models import Award, Closing, Reopening
from hospital_integrity.db import db


def levels_before(kind: str, year: int, subject_ids: Collection[int]) -> dict[int, str]:
    """The level that each of some subjects was awarded in the year before; who had none is left out. One statement."""
    query = (
        select(Award.subject_id, Award.level)
        .join(Award.closing)
        .outerjoin(Reopening, Reopening.closing_id == Closing.id)
        .where(Award.subject_kind == kind, Award.year == year - 1, Reopening.id.is_(None))
        .where(Award.subject_id.in_(subject_ids))
    )
    return {subject: level for subject, level in db.session.execute(query)}


@dataclass(frozen=True, slots=True)
class Brief:
    """What a list says about an award that holds, without its inputs and reasons."""

    id: int
    subject_id: int
    year: int
    level: str
    stars: int
    score: str
    transition: str


def _briefs(kind: str) -> Select[tuple[int, int, int, str, int, str, str]]:
    columns = (Award.id, Award.subject_id, Award.year, Award.level, Award.stars, Award.score, Award.transition)
    query = select(*columns).join(Award.closing).outerjoin(Reopening, Reopening.closing_id == Closing.id)
    return query.where(Award.subject_kind == kind, Reopening.id.is_(None)).order_by(Award.year)


def briefs_of(kind: str, year: int) -> dict[int, Brief]:
    """The awards of a year that hold, by subject; none while the year is open."""
    return {row.subject_id: Brief(*row) for row in db.session.execute(_briefs(kind).where(Award.year == year))}


def last_briefs(kind: str, before: int) -> dict[int, Brief]:
    """The newest award before a year, by subject."""
    return {row.subject_id: Brief(*row) for row in db.session.execute(_briefs(kind).where(Award.year < before))}


def timeline(kind: str, subject_ids: Collection[int]) -> list[Brief]:
    """The awards of a subject (and of those whose history it carries on), newest first."""
    query = _briefs(kind).where(Award.subject_id.in_(subject_ids)).order_by(None).order_by(Award.year.desc())
    return [Brief(*row) for row in db.session.execute(query)]
