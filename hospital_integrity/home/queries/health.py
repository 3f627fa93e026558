"""Whether the application can answer at all."""

from __future__ import annotations

from sqlalchemy import select

from hospital_integrity.db import db


def ready() -> bool:
    """Whether the database answers; raises whatever it says otherwise."""
    return db.session.scalar(select(1)) == 1
