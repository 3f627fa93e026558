"""Reading score sheets, what their rows are checked against, and what stands in the ledger already."""

from hospital_integrity.scoring.queries.already import Already, alike, already
from hospital_integrity.scoring.queries.checking import known_for
from hospital_integrity.scoring.queries.marks import (
    KIND,
    given,
    home_of,
    homes_of,
    judged_on,
    key_of,
    mark_sheets,
    rater_names,
    sheets_to_rate,
    sheets_waiting,
)
from hospital_integrity.scoring.queries.sheets import (
    About,
    open_sheets,
    own_draft_about,
    own_drafts_about,
    sheet,
    sheet_by_nonce,
    sheet_for_change,
    sheet_of_digest,
    unfinished,
)

__all__ = [
    "KIND",
    "About",
    "Already",
    "alike",
    "already",
    "given",
    "home_of",
    "homes_of",
    "judged_on",
    "key_of",
    "known_for",
    "mark_sheets",
    "open_sheets",
    "own_draft_about",
    "own_drafts_about",
    "rater_names",
    "sheet",
    "sheet_by_nonce",
    "sheet_for_change",
    "sheet_of_digest",
    "sheets_to_rate",
    "sheets_waiting",
    "unfinished",
]
