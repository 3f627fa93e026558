"""Reading what was frozen. A closing holds unless a reopening names it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from hospital_integrity.awards.models import Award, Closing, Reopening
from hospital_integrity.db import db
from hospital_integrity.rules.entry import History


def _holding() -> Select[tuple[Closing]]:
    return select(Closing).outerjoin(Reopening, Reopening.closing_id == Closing.id).where(Reopening.id.is_(None))


def closing_of(year: int) -> Closing | None:
    """The closing that holds for a year, if it is closed."""
    return db.session.scalar(_holding().where(Closing.year == year))


def closing(closing_id: int) -> Closing | None:
    """One closing, holding or not."""
    return db.session.get(Closing, closing_id)


def closings() -> list[tuple[Closing, Reopening | None]]:
    """Every closing, newest first, with the reopening that undid it."""
    query = select(Closing, Reopening).outerjoin(Reopening, Reopening.closing_id == Closing.id)
    rows = db.session.execute(query.order_by(Closing.year.desc(), Closing.round.desc()))
    return [(row[0], row[1]) for row in rows]


def rounds_of(year: int) -> int:
    """How many times a year has been closed so far."""
    return len(db.session.scalars(select(Closing.id).where(Closing.year == year)).all())


def reopened_years(before: int) -> list[int]:
    """Years before this one that were closed, opened again and not closed since."""
    closed = select(Closing.year).where(Closing.year < before)
    open_again = closed.where(Closing.year.not_in(_holding().with_only_columns(Closing.year)))
    return list(db.session.scalars(open_again.distinct().order_by(Closing.year)))


def award(award_id: int) -> Award | None:
    """One award."""
    return db.session.get(Award, award_id)


def holds(award: Award) -> bool:
    """Whether the closing of an award has not been undone."""
    return db.session.scalar(select(Reopening.id).where(Reopening.closing_id == award.closing_id)) is None


def awards_of(closing_id: int, kind: str | None = None) -> list[Award]:
    """The awards of a closing, by kind, pool and score."""
    query = select(Award).where(Award.closing_id == closing_id)
    if kind is not None:
        query = query.where(Award.subject_kind == kind)
    return list(db.session.scalars(query.order_by(Award.subject_kind, Award.pool, Award.id)))


def every_award() -> Iterator[Award]:
    """All awards ever, in order; streamed, for the audit."""
    return iter(db.session.scalars(select(Award).order_by(Award.id).execution_options(yield_per=500)))


def awards_of_subject(kind: str, subject_id: int) -> list[Award]:
    """A subject's awards that hold, newest year first."""
    query = select(Award).join(Award.closing).outerjoin(Reopening, Reopening.closing_id == Closing.id)
    query = query.where(Award.subject_kind == kind, Award.subject_id == subject_id, Reopening.id.is_(None))
    return list(db.session.scalars(query.order_by(Award.year.desc())))


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


def histories(kind: str, before: int) -> dict[int, History]:
    """What the ladder looks back at, by subject: the newest award before a year. One statement."""
    query = (
        select(Award.subject_id, Award.year, Award.stars, Award.removed_on)
        .join(Award.closing)
        .outerjoin(Reopening, Reopening.closing_id == Closing.id)
        .where(Award.subject_kind == kind, Award.year < before, Reopening.id.is_(None))
        .order_by(Award.year)
    )
    return {subject: History(year, stars, removed) for subject, year, stars, removed in db.session.execute(query)}


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


def stamp() -> str:
    """Equal stamps mean that nothing was frozen or opened again in between: one statement."""
    newest = (select(func.max(table.id)).scalar_subquery() for table in (Award, Reopening))
    return " ".join(str(number) for number in db.session.execute(select(*newest)).one())
