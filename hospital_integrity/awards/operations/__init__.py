"""Writing what was frozen, decided between awards, brought from papers and looked back at."""

from hospital_integrity.awards.models import Closing
from hospital_integrity.awards.operations.changes import NewProposal, change_star, drop_star_proposal, propose_star
from hospital_integrity.awards.operations.freezing import freeze, note_export, reopen
from hospital_integrity.awards.operations.imports import (
    confirm_history,
    drop_history,
    keep_history,
    keep_refused_history,
)
from hospital_integrity.awards.operations.lookbacks import NewLookBack, keep_look_back

__all__ = [
    "Closing",
    "NewLookBack",
    "NewProposal",
    "change_star",
    "confirm_history",
    "drop_history",
    "drop_star_proposal",
    "freeze",
    "keep_history",
    "keep_look_back",
    "keep_refused_history",
    "note_export",
    "propose_star",
    "reopen",
]
