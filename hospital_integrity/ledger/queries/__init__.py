"""Reading the ledger. Rows leave this room as the plain facts of rules/entry.py, or as rows for a page."""

from hospital_integrity.ledger.queries.facts import (
    by_department,
    by_staff,
    earlier_entries,
    entries_of_year,
    marks_of_year,
)
from hospital_integrity.ledger.queries.indicators import (
    Indicator,
    indicator,
    indicator_for_change,
    indicator_items,
    indicators_of,
)
from hospital_integrity.ledger.queries.revisions import (
    revision_rows,
    revision_stamps,
    revisions,
    sealed_years,
    take_pen,
)
from hospital_integrity.ledger.queries.rows import (
    entries_by_id,
    entries_by_nonce,
    entry,
    listed,
    marks_by_nonce,
    page_of,
    reversal_of,
    reversed_entries,
    sheets_marked_by,
    standing_alike,
    standing_among,
)

__all__ = [
    "Indicator",
    "by_department",
    "by_staff",
    "earlier_entries",
    "entries_by_id",
    "entries_by_nonce",
    "entries_of_year",
    "entry",
    "indicator",
    "indicator_for_change",
    "indicator_items",
    "indicators_of",
    "listed",
    "marks_by_nonce",
    "marks_of_year",
    "page_of",
    "reversal_of",
    "reversed_entries",
    "revision_rows",
    "revision_stamps",
    "revisions",
    "sealed_years",
    "sheets_marked_by",
    "standing_alike",
    "standing_among",
    "take_pen",
]
