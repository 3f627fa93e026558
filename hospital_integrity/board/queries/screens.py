"""The screens that show the board: which hang where, and whose link this is."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hospital_integrity.accounts.queries import digest
from hospital_integrity.board.models import BoardScreen
from hospital_integrity.db import db


def screens() -> list[BoardScreen]:
    """Every screen with its end if it has one, the newest first."""
    query = select(BoardScreen).options(joinedload(BoardScreen.end)).order_by(BoardScreen.id.desc())
    return list(db.session.scalars(query))


def screen(id: int) -> BoardScreen | None:
    """One screen with its end."""
    return db.session.scalar(select(BoardScreen).where(BoardScreen.id == id).options(joinedload(BoardScreen.end)))


def screen_by_nonce(nonce: str) -> BoardScreen | None:
    """The screen that was registered under this nonce."""
    return db.session.scalar(select(BoardScreen).where(BoardScreen.nonce == nonce))


def screen_of(token: str) -> BoardScreen | None:
    """The screen whose link carries this token, unless its link was ended."""
    query = select(BoardScreen).where(BoardScreen.token_hash == digest(token)).options(joinedload(BoardScreen.end))
    found = db.session.scalar(query)
    return None if found is None or found.end is not None else found
