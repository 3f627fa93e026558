"""Corrections that were made: one, a page of them, and what they left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Award
from hospital_integrity.corrections.models import AwardDecision, CorrectedAward, Correction
from hospital_integrity.db import db
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.paging import Page

SIZE = 30


@dataclass(frozen=True)
class Open:
    """What a correction left: awards that wait for a decision, the closed year in which its points still stand."""

    awards: tuple[CorrectedAward, ...]
    sealed: int | None
    reversible: bool

    @property
    def anything(self) -> bool:
        """Whether something still has to be done."""
        return bool(self.awards) or self.sealed is not None or self.reversible


def _whole() -> Select[tuple[Correction]]:
    return select(Correction).options(
        selectinload(Correction.awards).joinedload(CorrectedAward.decision), joinedload(Correction.later)
    )


def correction(id: int) -> Correction | None:
    """One correction with the awards it touched and their decisions."""
    return db.session.scalar(_whole().where(Correction.id == id), execution_options={"populate_existing": True})


def correction_for_change(id: int) -> Correction | None:
    """The same, its row locked until the transaction ends."""
    locked = select(Correction.id).where(Correction.id == id).with_for_update()
    return None if db.session.scalar(locked) is None else correction(id)


def correction_by_nonce(nonce: str) -> Correction | None:
    """The correction that was made under this nonce."""
    return db.session.scalar(select(Correction).where(Correction.nonce == nonce))


def corrections_page(number: int) -> Page[Correction]:
    """One page of all corrections, the newest first; five statements."""
    total = db.session.scalar(select(func.count()).select_from(Correction)) or 0
    at = min(max(number, 1), max(-(-total // SIZE), 1))
    rows = _whole().order_by(Correction.id.desc()).limit(SIZE).offset((at - 1) * SIZE)
    return Page(list(db.session.scalars(rows)), at, total, SIZE)


def waiting_corrections() -> int:
    """How many frozen awards that a correction touched wait for a decision; one statement."""
    query = select(func.count()).select_from(CorrectedAward).where(~CorrectedAward.decision.has())
    return db.session.scalar(query) or 0


def open_parts(rows: Sequence[Correction]) -> dict[int, Open]:
    """What corrections left open, by correction; three statements."""
    entries = ledger.entries_by_id({row.entry_id for row in rows if row.entry_id})
    undone, sealed = ledger.reversed_among([id for id in entries]), ledger.sealed_years()
    found = {}
    for row in rows:
        entry = entries.get(row.entry_id or 0)
        stands = entry is not None and entry.id not in undone
        shut = entry is not None and entry.counts_in in sealed
        waiting = tuple(one for one in row.awards if one.decision is None)
        found[row.id] = Open(waiting, entry.counts_in if entry and stands and shut else None, stands and not shut)
    return found


def decisions_of(row: Correction) -> list[tuple[CorrectedAward, Award, AwardDecision | None]]:
    """The frozen awards that a correction touched, each with what was decided about it."""
    known = awards.awards_by_id([one.award_id for one in row.awards])
    return [(one, known[one.award_id], one.decision) for one in row.awards]
