"""Keep a sheet, submit it into the ledger, drop it; enter marks. Each is one decision with one journal event."""

from hospital_integrity.scoring.operations.checking import BadRows, checked, rows_worth_keeping
from hospital_integrity.scoring.operations.drafts import Saved, autosave
from hospital_integrity.scoring.operations.marks import Ballot, close_drafts, enter_ballots, enter_marks
from hospital_integrity.scoring.operations.sheets import (
    change,
    drop,
    keep,
    keep_file,
    keep_refused,
    submit,
    submit_new,
)

__all__ = [
    "BadRows",
    "Ballot",
    "Saved",
    "autosave",
    "change",
    "checked",
    "close_drafts",
    "drop",
    "enter_ballots",
    "enter_marks",
    "keep",
    "keep_file",
    "keep_refused",
    "rows_worth_keeping",
    "submit",
    "submit_new",
]
