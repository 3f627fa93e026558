"""Reading score sheets, what their rows are checked against, and what stands in the ledger already."""

from hospital_integrity.scoring.queries.already import Already, alike, already
from hospital_integrity.scoring.queries.checking import known_for
from hospital_integrity.scoring.queries.sheets import (
    About,
    open_sheets,
    own_draft_about,
    sheet,
    sheet_by_nonce,
    sheet_for_change,
    sheet_of_digest,
    unfinished,
)

__all__ = [
    "About",
    "Already",
    "alike",
    "already",
    "known_for",
    "open_sheets",
    "own_draft_about",
    "sheet",
    "sheet_by_nonce",
    "sheet_for_change",
    "sheet_of_digest",
    "unfinished",
]
