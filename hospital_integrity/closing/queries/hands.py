"""Whose hands a closing went through."""

from __future__ import annotations

from sqlalchemy import select

from hospital_integrity.closing.models import Hand
from hospital_integrity.db import db


def hands_of(closing_id: int) -> list[Hand]:
    """Who had which part in a closing, in the order of the steps."""
    return list(db.session.scalars(select(Hand).where(Hand.closing_id == closing_id).order_by(Hand.id)))
