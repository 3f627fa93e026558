"""Entries as rows: one, the work list, what a closing waits for, and what a decision has to know."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from hospital_integrity import clock
from hospital_integrity.board.models import BoardEntry, BoardStep
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.rules.board import Wording
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.saying import Saying, say

OPEN = ("draft", "returned", "checked", "served")


def board_entry(id: int) -> BoardEntry | None:
    """One entry of the board, in whatever state."""
    return db.session.get(BoardEntry, id)


def entries_by_id(ids: Collection[int]) -> dict[int, BoardEntry]:
    """Several entries by their ids."""
    return {row.id: row for row in db.session.scalars(select(BoardEntry).where(BoardEntry.id.in_(ids)))}


def board_entry_for_change(id: int) -> BoardEntry | None:
    """The same, freshly read and locked until the transaction ends."""
    query = select(BoardEntry).where(BoardEntry.id == id).with_for_update()
    return db.session.scalar(query, execution_options={"populate_existing": True})


def board_entry_by_nonce(nonce: str) -> BoardEntry | None:
    """The entry that was first drafted under this nonce."""
    return db.session.scalar(select(BoardEntry).where(BoardEntry.nonce == nonce))


def standing_for(entry_id: int) -> BoardEntry | None:
    """The entry, not withdrawn, that points at this row of the ledger; there is at most one."""
    query = select(BoardEntry).where(BoardEntry.entry_id == entry_id, BoardEntry.state != "withdrawn")
    return db.session.scalar(query)


def steps_of(id: int) -> list[BoardStep]:
    """Every step of an entry with who took it, oldest first."""
    query = select(BoardStep).where(BoardStep.board_entry_id == id).order_by(BoardStep.id)
    return list(db.session.scalars(query.options(joinedload(BoardStep.actor))))


def work_list(state: str, drafted_by: int | None = None) -> Select[tuple[BoardEntry]]:
    """The statement of entries in a state, of one author or of everybody, the last drafted first."""
    query = select(BoardEntry).where(BoardEntry.state == state).order_by(BoardEntry.id.desc())
    return query if drafted_by is None else query.where(BoardEntry.drafted_by == drafted_by)


def page_of(query: Select[tuple[BoardEntry]], page: int, size: int) -> tuple[list[BoardEntry], int]:
    """One page of a statement, counted from 1, and how many rows there are in all."""
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return list(db.session.scalars(query.limit(size).offset((page - 1) * size))), total


def waiting(drafted_by: int | None = None) -> dict[str, int]:
    """How many entries are in each state, of one author or of everybody."""
    query = select(BoardEntry.state, func.count()).group_by(BoardEntry.state)
    query = query if drafted_by is None else query.where(BoardEntry.drafted_by == drafted_by)
    return {state: number for state, number in db.session.execute(query)}


def alone(row: BoardEntry) -> bool:
    """Whether the person of an entry is the only one who belonged to the department on the day, or belongs now."""
    if row.staff_id is None:
        return False
    return any(departments.headcount(day).get(row.department_id, 0) <= 1 for day in (row.happened_on, clock.today()))


def wording_of(row: BoardEntry) -> Wording:
    """What an entry says."""
    clause = f"{row.clause_set}-{row.clause_number}" if row.clause_set else ""
    words = (row.kind, row.title, row.text, row.basis, row.full_name, row.consent)
    return Wording(*words, clause=clause, case_id=row.case_id)


def fact_of(row: BoardEntry) -> Fact:
    """The fact that publishing a draft will record; its nonce is the draft's, so that it is one fact for ever."""
    return Fact(
        nonce=f"board-{row.nonce}",
        item=row.item,
        happened_on=row.happened_on,
        department_id=row.department_id,
        staff_id=row.staff_id,
        times=row.times,
        points=row.points,
        evidence=row.basis,
        attested=row.attested,
    )


def on_display(day: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which everybody sees an entry on a day: published, in its days, its fact not reversed."""
    return (*not_reversed(), BoardEntry.state == "published", BoardEntry.shown_from <= day, BoardEntry.shown_to >= day)


def not_reversed() -> tuple[ColumnElement[bool], ...]:
    """The condition that the fact behind an entry stands, or isn't recorded yet."""
    return (or_(BoardEntry.entry_id.is_(None), BoardEntry.entry_id.not_in(ledger.reversed_entries())),)


def is_reversed(row: BoardEntry) -> bool:
    """Whether the fact behind an entry was reversed: it is then as good as withdrawn."""
    return row.entry_id is not None and ledger.reversal_of(row.entry_id) is not None


def is_on_display(row: BoardEntry) -> bool:
    """Whether everybody sees this entry today."""
    found = select(BoardEntry.id).where(BoardEntry.id == row.id, *on_display(clock.today()))
    return db.session.scalar(found) is not None


def unfinished(year: int) -> list[Saying]:
    """The open drafts whose fact counts in this year; a closing waits for them."""
    query = select(BoardEntry).where(BoardEntry.state.in_(OPEN), *not_reversed()).order_by(BoardEntry.id)
    rows = list(db.session.scalars(query))
    entries = ledger.entries_by_id({row.entry_id for row in rows if row.entry_id})
    sealed, today = ledger.sealed_years(), clock.today()
    return [
        say("红黑榜草稿“%(title)s”（第 %(id)s 号）还没有发布，也没有作废", title=row.title, id=row.id)
        for row in rows
        if year == (entries[row.entry_id].counts_in if row.entry_id else _falls_in(row.happened_on, sealed, today))
    ]


def _falls_in(day: date, sealed: frozenset[int], today: date) -> int:
    return today.year if day.year in sealed else day.year
