"""Screens of the ledger."""

from hospital_integrity.ledger.views import entries, indicators
from hospital_integrity.ledger.views.blueprint import bp

__all__ = ["bp", "entries", "indicators"]
