"""Whatever changes a fact after freezing: opening a year again, stars between awards, look-backs with what follows."""

from hospital_integrity.corrections.operations.lookbacks import Follow, look_back, note_look_backs_export
from hospital_integrity.corrections.operations.reopening import LEAST_REASON, MOST_DOCUMENT_NO, reopen
from hospital_integrity.corrections.operations.stars import Decision, confirm_change, drop_change, propose_change

__all__ = [
    "LEAST_REASON",
    "MOST_DOCUMENT_NO",
    "Decision",
    "Follow",
    "confirm_change",
    "drop_change",
    "look_back",
    "note_look_backs_export",
    "propose_change",
    "reopen",
]
