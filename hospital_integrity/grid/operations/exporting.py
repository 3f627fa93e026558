"""Taking the coverage out of the house leaves a trace."""

from __future__ import annotations

from hospital_integrity.db import db
from hospital_integrity.journal.operations import note


def note_export(year: int, count: int) -> int:
    """Write the event of an export of `count` departments; returns its number, which stands on what is taken."""
    event = note("grid.exported", [], year=year, count=count)
    db.session.flush()
    return event.id
