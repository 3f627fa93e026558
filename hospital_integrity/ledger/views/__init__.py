"""Screens of the ledger."""

from hospital_integrity.ledger.views import entries, indicators, suspicions
from hospital_integrity.ledger.views.blueprint import bp

__all__ = ["bp", "entries", "indicators", "suspicions"]
