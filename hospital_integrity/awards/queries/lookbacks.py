"""Look-backs that were made, and by department."""

from __future__ import annotations

from sqlalchemy import select

from hospital_integrity.awards.models import LookBack
from hospital_integrity.db import db


def look_backs() -> list[LookBack]:
    """All look-backs, newest first."""
    return list(db.session.scalars(select(LookBack).order_by(LookBack.looked_on.desc(), LookBack.id.desc())))


def look_back_by_nonce(nonce: str) -> LookBack | None:
    """The look-back that was recorded under this nonce."""
    return db.session.scalar(select(LookBack).where(LookBack.nonce == nonce))


def look_back_of(department_id: int, year: int, kind: str) -> LookBack | None:
    """The look-back of a kind at a department's award of a year, if it was made."""
    query = select(LookBack).where(LookBack.department_id == department_id, LookBack.year == year)
    return db.session.scalar(query.where(LookBack.kind == kind))
