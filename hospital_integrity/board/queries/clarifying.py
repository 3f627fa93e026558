"""Clarifications: one with its steps, a page of them by state, those that readers see today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, selectinload

from hospital_integrity import clock
from hospital_integrity.board.models import Clarification, ClarificationStep
from hospital_integrity.board.queries.rows import board_entry, steps_of
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.paging import Page
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import clarifying as rules
from hospital_integrity.rules.masking import masked_name

SIZE = 30
WHOLE = selectinload(Clarification.steps).joinedload(ClarificationStep.actor)


@dataclass(frozen=True)
class Shown:
    """A clarification as readers see it: what is said, from when to when, and about which entry of the board."""

    id: int
    board_entry_id: int | None
    text: str
    shown_from: date
    shown_to: date


def clarification(id: int) -> Clarification | None:
    """One clarification with its steps."""
    return _one(Clarification.id == id)


def clarification_by_nonce(nonce: str) -> Clarification | None:
    """The clarification that was started under this nonce."""
    return _one(Clarification.nonce == nonce)


def clarification_of(
    board_entry_id: int | None = None, entry_id: int | None = None, case_id: int | None = None
) -> Clarification | None:
    """The clarification of an entry of the board, of a fact or of a case; there is at most one each."""
    named = {"board_entry_id": board_entry_id, "entry_id": entry_id, "case_id": case_id}
    wanted = [getattr(Clarification, name) == value for name, value in named.items() if value is not None]
    return _one(*wanted) if wanted else None


def _one(*conditions: object) -> Clarification | None:
    query = select(Clarification).options(WHOLE).where(*conditions)  # type: ignore[arg-type]
    return db.session.scalar(query, execution_options={"populate_existing": True})


def clarification_for_change(id: int) -> Clarification | None:
    """The same, its row locked until the transaction ends."""
    locked = select(Clarification.id).where(Clarification.id == id).with_for_update()
    return None if db.session.scalar(locked) is None else clarification(id)


def _newest() -> Select[tuple[int]]:
    step = aliased(ClarificationStep)
    return select(func.max(step.id)).group_by(step.clarification_id)


def _in_states(states: Collection[str]) -> Select[tuple[int]]:
    step = ClarificationStep
    return select(step.clarification_id).where(step.id.in_(_newest()), step.verb.in_(states))


def clarifications_page(states: Collection[str], number: int) -> Page[Clarification]:
    """One page of the clarifications in some states, the newest first; three statements."""
    query = select(Clarification).where(Clarification.id.in_(_in_states(states)))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    at = min(max(number, 1), max(-(-total // SIZE), 1))
    query = query.options(WHOLE).order_by(Clarification.id.desc())
    return Page(list(db.session.scalars(query.limit(SIZE).offset((at - 1) * SIZE))), at, total, SIZE)


def waiting_clarifications() -> dict[str, int]:
    """How many clarifications are in each state that something follows; one statement."""
    step = ClarificationStep
    rows = select(step.verb, func.count()).where(step.id.in_(_newest()), step.verb.in_(rules.WAITING))
    return {verb: number for verb, number in db.session.execute(rows.group_by(step.verb))}


def shown_clarifications(day: date | None = None, *, board_entry_ids: Collection[int] | None = None) -> list[Shown]:
    """The clarifications that everybody sees on a day (by default today), the newest first; one statement."""
    on, step = day or clock.today(), ClarificationStep
    query = select(Clarification.id, Clarification.board_entry_id, step.text, step.shown_from, step.shown_to)
    query = query.join(step, step.clarification_id == Clarification.id)
    query = query.where(step.verb == rules.PUBLISHED, step.shown_from <= on, step.shown_to >= on)
    if board_entry_ids is not None:
        query = query.where(Clarification.board_entry_id.in_(board_entry_ids))
    return [Shown(*row) for row in db.session.execute(query.order_by(step.id.desc()))]


def seen(board_entry_id: int) -> tuple[date, date, date | None] | None:
    """From when to when an entry was to be shown, and the day it was taken down; None where it never was shown."""
    row = board_entry(board_entry_id)
    if row is None or row.shown_from is None or row.shown_to is None:
        return None
    taken = [clock.day_of(step.at) for step in steps_of(board_entry_id) if step.verb == "withdrawn"]
    return row.shown_from, row.shown_to, taken[-1] if taken else None


def public_name(staff_id: int | None, department_id: int) -> str:
    """Whom a clarification is about, under a mask: 心内科 张某, or the department."""
    place = departments.departments_by_id({department_id})[department_id].name
    person = departments.staff_member(staff_id) if staff_id else None
    return f"{place} {masked_name(person.name)}" if person else str(place)


def item_name(fact: Any) -> str:
    """What a fact of the ledger is called by the edition of its day."""
    return str(edition_of(fact.happened_on.year).items[fact.item].name)
