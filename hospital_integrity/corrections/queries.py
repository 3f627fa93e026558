"""What a correction has to look at first."""

from __future__ import annotations

from hospital_integrity.ledger.queries import sealed_years


def later_years(year: int) -> list[int]:
    """The closed years that stand upon this one, the newest first: they must be opened again before it."""
    return sorted((sealed for sealed in sealed_years() if sealed > year), reverse=True)
