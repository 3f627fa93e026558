"""What was read for the board, kept until the board changes: data that is the same for every reader, never a page.

Kept in this process under the board's revision, so another worker that publishes or withdraws is seen at once. Names
of people and departments aren't part of the revision: they follow within a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from flask import current_app
from sqlalchemy import func, select

from hospital_integrity import clock
from hospital_integrity.board.models import BoardAmendment, BoardEntry, BoardReply, BoardStep, ClarificationStep
from hospital_integrity.db import db
from hospital_integrity.ledger import queries as ledger

MOST = 200
# Whatever changes for readers is told by a new row of one of these.
TOLD = (BoardEntry, BoardStep, BoardAmendment, BoardReply, ClarificationStep)
Found = TypeVar("Found")
Revision = tuple[object, ...]


def revision() -> Revision:
    """What moves whenever the board does: steps and reversals, which only become more, and the day; one statement."""
    steps = select(func.max(BoardStep.id)).scalar_subquery()
    undone = select(func.count()).select_from(ledger.reversed_entries().subquery()).scalar_subquery()
    return (
        *db.session.execute(select(steps, undone)).one(),
        clock.today(),
        clock.now().replace(second=0, microsecond=0),
    )


def kept(mark: Revision, key: Hashable, make: Callable[[], Found]) -> Found:
    """What was made for this key at this revision, or made now. The key must hold all that the answer depends on."""
    shelf = current_app.extensions.setdefault("board.shelf", {})
    if (mark, key) not in shelf:
        if len(shelf) >= MOST:
            shelf.clear()
        shelf[mark, key] = make()
    return shelf[mark, key]
