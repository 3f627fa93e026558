"""Whatever changes a fact after freezing: opening a year again, stars between awards, look-backs with what follows."""

from hospital_integrity.corrections.operations.aftermath import DECISIONS, decide_award, finish_correction
from hospital_integrity.corrections.operations.cascade import Wanted, correct_board, correct_fact
from hospital_integrity.corrections.operations.lookbacks import Follow, look_back, note_look_backs_export
from hospital_integrity.corrections.operations.reopening import LEAST_REASON, MOST_DOCUMENT_NO, reopen
from hospital_integrity.corrections.operations.stars import Decision, confirm_change, drop_change, propose_change
from hospital_integrity.corrections.operations.verdicts import Judgement, decide_appeal

__all__ = [
    "DECISIONS",
    "LEAST_REASON",
    "MOST_DOCUMENT_NO",
    "Decision",
    "Follow",
    "Judgement",
    "Wanted",
    "confirm_change",
    "correct_board",
    "correct_fact",
    "decide_appeal",
    "decide_award",
    "drop_change",
    "finish_correction",
    "look_back",
    "note_look_backs_export",
    "propose_change",
    "reopen",
]
