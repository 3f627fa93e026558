"""What this wing still has open in a year."""

from __future__ import annotations

from hospital_integrity.rules.saying import Saying


def unfinished(year: int) -> list[Saying]:
    """What a closing of this year has to wait for."""
    return []
