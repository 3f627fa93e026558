"""Opening who a case came from: for a named reason, and never without an event."""

from __future__ import annotations

from hospital_integrity.intake import queries
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.intake import REASONS, Source
from hospital_integrity.rules.saying import Refused


def open_source(row: IntakeCase, reason: str) -> Source:
    """Who a case came from; the event says which case was opened and why, not what was seen."""
    if reason not in REASONS:
        raise Refused("请选择查看来源的理由")
    found = queries.source(row.id, row.nonce)
    note("intake.source_opened", [("intake_cases", row.id)], reason=reason)
    return found
