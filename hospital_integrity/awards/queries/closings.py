"""Closings: which hold, which were undone, how often a year was closed. One holds unless a reopening names it."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from hospital_integrity.awards.models import Award, Closing, ImportedAward, Reopening, StarChange
from hospital_integrity.db import db


def holding() -> Select[tuple[Closing]]:
    """The statement of the closings that hold."""
    return select(Closing).outerjoin(Reopening, Reopening.closing_id == Closing.id).where(Reopening.id.is_(None))


def closing_of(year: int) -> Closing | None:
    """The closing that holds for a year, if it is closed."""
    return db.session.scalar(holding().where(Closing.year == year))


def closing_for_change(closing_id: int) -> Closing | None:
    """A closing, locked until the transaction ends: papers are issued from it and it is undone one after the other."""
    return db.session.scalar(select(Closing).where(Closing.id == closing_id).with_for_update())


def closing(closing_id: int) -> Closing | None:
    """One closing, holding or not."""
    return db.session.get(Closing, closing_id)


def closings() -> list[tuple[Closing, Reopening | None]]:
    """Every closing, newest first, with the reopening that undid it."""
    query = select(Closing, Reopening).outerjoin(Reopening, Reopening.closing_id == Closing.id)
    rows = db.session.execute(query.order_by(Closing.year.desc(), Closing.round.desc()))
    return [(row[0], row[1]) for row in rows]


def held_years() -> list[int]:
    """The years that are closed, newest first."""
    return list(db.session.scalars(holding().with_only_columns(Closing.year).order_by(Closing.year.desc())))


def awarded_years() -> set[tuple[str, int]]:
    """The kinds of subjects and years that were awarded here and hold."""
    rows = select(Award.subject_kind, Award.year).join(Award.closing).distinct()
    rows = rows.outerjoin(Reopening, Reopening.closing_id == Closing.id).where(Reopening.id.is_(None))
    return {(kind, year) for kind, year in db.session.execute(rows)}


def reopening_of(closing_id: int) -> Reopening | None:
    """The decision that undid a closing, if there is one."""
    return db.session.scalar(select(Reopening).where(Reopening.closing_id == closing_id))


def rounds_of(year: int) -> int:
    """How many times a year has been closed so far."""
    return len(db.session.scalars(select(Closing.id).where(Closing.year == year)).all())


def reopened_years(before: int) -> list[int]:
    """Years before this one that were closed, opened again and not closed since."""
    closed = select(Closing.year).where(Closing.year < before)
    open_again = closed.where(Closing.year.not_in(holding().with_only_columns(Closing.year)))
    return list(db.session.scalars(open_again.distinct().order_by(Closing.year)))


def stamp() -> str:
    """Equal stamps mean that nothing was frozen, opened again, imported or decided in between: one statement."""
    newest = (select(func.max(table.id)).scalar_subquery() for table in (Award, Reopening, StarChange, ImportedAward))
    return " ".join(str(number) for number in db.session.execute(select(*newest)).one())
