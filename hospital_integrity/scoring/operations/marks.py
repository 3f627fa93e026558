"""Enter marks of departments."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hospital_integrity.access import asker
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger


def enter_marks(nonce: str, year: int, sheet: str, values: Mapping[int, Decimal], now: Mapping[int, Decimal]) -> int:
    """Enter one sheet's marks for departments; only those that differ from what stands `now`. How many were entered."""
    marks = [
        ledger.NewMark(f"{nonce}-{subject}", "department", subject, year, sheet, value)
        for subject, value in values.items()
        if now.get(subject) != value
    ]
    if marks:
        rows = ledger.mark_all(marks, asker().account_id)
        note("marks.entered", [("marks", row.id) for row in rows], sheet=sheet, year=year)
    return len(marks)
