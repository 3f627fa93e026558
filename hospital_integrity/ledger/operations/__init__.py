"""The one door for facts: record, reverse, mark, seal. The decision that they are part of writes the journal event."""

from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.ledger.operations.entries import record, record_all
from hospital_integrity.ledger.operations.indicators import close_indicator, open_indicator
from hospital_integrity.ledger.operations.marks import NewMark, mark_all
from hospital_integrity.ledger.operations.reversals import reverse, undo
from hospital_integrity.ledger.operations.seals import seal
from hospital_integrity.ledger.operations.suspicions import NewSuspicion, decide_suspicion, open_suspicion

__all__ = [
    "LedgerEntry",
    "NewMark",
    "NewSuspicion",
    "close_indicator",
    "decide_suspicion",
    "mark_all",
    "open_indicator",
    "open_suspicion",
    "record",
    "record_all",
    "reverse",
    "seal",
    "undo",
]
