"""Close a year for new facts, or open it again."""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.db import db
from hospital_integrity.ledger.models import YearSeal


def seal(year: int, state: str) -> YearSeal:
    """Close a year for new facts, or open it again; only the closing and its correction call this."""
    row = YearSeal(year=year, state=state, at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row
