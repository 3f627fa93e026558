"""What other wings may ask: what could go on the board, what may need a clarification, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.intake.queries.rows import case
from hospital_integrity.intake.queries.secret import source
from hospital_integrity.rules.intake import UNTRUE, VERIFIED


@dataclass(frozen=True, slots=True)
class ForBoard:
    """A verified case, as far as the board may know it; `entry_id` is its fact in the ledger, if it is there yet."""

    id: int
    kind: str
    title: str
    staff_id: int | None
    department_id: int | None
    happened_on: date | None
    entry_id: int | None
    public_text: str


@dataclass(frozen=True, slots=True)
class Untrue:
    """A case that proved untrue, as far as a clarification may know it."""

    id: int
    staff_id: int | None
    department_id: int | None
    happened_on: date | None
    public_text: str


def for_board(id: int) -> ForBoard | None:
    """A case for a draft of the board; None when it isn't verified or the asker may not know it."""
    row = case(id)
    return _for_board(row) if row is not None and row.outcome == VERIFIED else None


def is_verified(id: int) -> bool:
    """Whether a case proved true, whoever asks: only such a one may stand behind a criticism."""
    return db.session.scalar(select(IntakeCase.outcome).where(IntakeCase.id == id)) == VERIFIED


def registered_by(id: int) -> int | None:
    """The account that registered a case: it isn't to judge what comes of it."""
    found: int | None = db.session.scalar(select(IntakeCase.registered_by).where(IntakeCase.id == id))
    return found


def source_names(id: int) -> frozenset[str]:
    """The name that a public text must not give, for a check that never shows it."""
    row = db.session.get(IntakeCase, id)
    name = source(id, row.nonce).name if row else ""
    return frozenset({name} if name else ())


def untrue_case(id: int) -> Untrue | None:
    """A case that proved untrue; None when it didn't or the asker may not know it."""
    row = case(id)
    if row is None or row.outcome != UNTRUE:
        return None
    return Untrue(row.id, row.staff_id, row.department_id, row.happened_on, row.public_text)


def _for_board(row: IntakeCase) -> ForBoard:
    about = (row.staff_id, row.department_id, row.happened_on)
    return ForBoard(row.id, row.kind, row.title, *about, row.entry_id, row.public_text)
