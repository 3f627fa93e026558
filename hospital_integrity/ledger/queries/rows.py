"""Rows of the ledger themselves: one, some by number or nonce, a page of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from hospital_integrity.db import db
from hospital_integrity.ledger.models import LedgerEntry, Mark


def entry(entry_id: int) -> LedgerEntry | None:
    """One row of the ledger."""
    return db.session.get(LedgerEntry, entry_id)


def entries_by_id(ids: Collection[int]) -> dict[int, LedgerEntry]:
    """Rows of the ledger by number."""
    return {row.id: row for row in db.session.scalars(select(LedgerEntry).where(LedgerEntry.id.in_(ids)))}


def reversal_of(entry_id: int) -> LedgerEntry | None:
    """The row that reverses an entry, if there is one."""
    return db.session.scalar(select(LedgerEntry).where(LedgerEntry.reverses == entry_id))


def reversed_among(ids: Collection[int]) -> set[int]:
    """Those of these entries that were reversed; one statement."""
    found = db.session.scalars(select(LedgerEntry.reverses).where(LedgerEntry.reverses.in_(ids)))
    return {id for id in found if id is not None}


def reversed_entries() -> Select[tuple[int | None]]:
    """The statement of the ids of all entries that were reversed, for the `not in` of another wing's statement."""
    return select(LedgerEntry.reverses).where(LedgerEntry.reverses.is_not(None))


def standing_alike(item: str, happened_on: date, department_id: int, staff_id: int | None) -> LedgerEntry | None:
    """An entry of the same item, day and subject that was not reversed, or None: the same fact, most likely."""
    query = select(LedgerEntry).where(LedgerEntry.item == item, LedgerEntry.happened_on == happened_on)
    query = query.where(LedgerEntry.department_id == department_id, LedgerEntry.staff_id == staff_id)
    query = query.where(LedgerEntry.reverses.is_(None), LedgerEntry.id.not_in(reversed_entries()))
    return db.session.scalar(query.order_by(LedgerEntry.id).limit(1))


Alike = tuple[str, date, int, int | None]


def standing_among(items: Collection[str], days: Collection[date]) -> set[Alike]:
    """Item, day, department and person of every entry of these items and days that was not reversed."""
    columns = (LedgerEntry.item, LedgerEntry.happened_on, LedgerEntry.department_id, LedgerEntry.staff_id)
    query = select(*columns).where(LedgerEntry.item.in_(items), LedgerEntry.happened_on.in_(days))
    query = query.where(LedgerEntry.reverses.is_(None), LedgerEntry.id.not_in(reversed_entries()))
    return {(item, day, place, person) for item, day, place, person in db.session.execute(query)}


def entries_by_nonce(nonces: Collection[str]) -> dict[str, LedgerEntry]:
    """Rows that were recorded under these nonces."""
    rows = db.session.scalars(select(LedgerEntry).where(LedgerEntry.nonce.in_(nonces)))
    return {row.nonce: row for row in rows}


def staff_marks(staff_id: int, year: int) -> list[Mark]:
    """Every mark ever made on a person in a year, withdrawn ones too, the newest first."""
    mine = (Mark.subject_kind == "staff", Mark.subject_id == staff_id, Mark.year == year)
    return list(db.session.scalars(select(Mark).where(*mine).order_by(Mark.id.desc())))


def marks_by_nonce(nonces: Collection[str]) -> dict[str, Mark]:
    """Marks that were recorded under these nonces."""
    return {row.nonce: row for row in db.session.scalars(select(Mark).where(Mark.nonce.in_(nonces)))}


def sheets_marked_by(rater: str, year: int) -> set[str]:
    """On which sheets somebody has given a mark in a year."""
    return set(db.session.scalars(select(Mark.sheet).where(Mark.year == year, Mark.rater == rater).distinct()))


def listed(
    year: int,
    *,
    department_ids: Collection[int] | None = None,
    staff_id: int | None = None,
    item: str = "",
) -> Select[tuple[LedgerEntry, int | None]]:
    """The statement of an entries page, newest first, each row with the id of the entry that reverses it."""
    undone = aliased(LedgerEntry)
    query = select(LedgerEntry, undone.id).outerjoin(undone, undone.reverses == LedgerEntry.id)
    query = query.where(LedgerEntry.counts_in == year, LedgerEntry.reverses.is_(None))
    if department_ids is not None:
        query = query.where(LedgerEntry.department_id.in_(department_ids))
    if staff_id is not None:
        query = query.where(LedgerEntry.staff_id == staff_id)
    if item:
        query = query.where(LedgerEntry.item == item)
    return query.order_by(LedgerEntry.happened_on.desc(), LedgerEntry.id.desc())


def page_of(
    query: Select[tuple[LedgerEntry, int | None]], page: int, size: int = 50
) -> tuple[list[Row[tuple[LedgerEntry, int | None]]], int]:
    """One page of `listed`, counted from 1, and how many rows there are in all."""
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return list(db.session.execute(query.limit(size).offset((page - 1) * size))), total
