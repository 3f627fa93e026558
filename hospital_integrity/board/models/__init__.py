"""Tables of the board: entries with their steps, the hearing of whom they are about, and what follows publication."""

from hospital_integrity.board.models.clarifying import Clarification, ClarificationStep
from hospital_integrity.board.models.entries import FULL, SHORT, STATES, BoardEntry, BoardStep
from hospital_integrity.board.models.hearing import (
    BoardAnswer,
    BoardAnswerFile,
    BoardFinding,
    BoardHand,
    BoardNotice,
    BoardReceipt,
)
from hospital_integrity.board.models.remedies import (
    BoardAmendment,
    BoardAppeal,
    BoardRemedyFile,
    BoardRepair,
    BoardRepairAnswer,
    BoardReply,
    BoardVerdict,
)
from hospital_integrity.board.models.screens import BoardScreen, BoardScreenEnd

__all__ = [
    "FULL",
    "SHORT",
    "STATES",
    "BoardAmendment",
    "BoardAnswer",
    "BoardAnswerFile",
    "BoardAppeal",
    "BoardEntry",
    "BoardFinding",
    "BoardHand",
    "BoardNotice",
    "BoardReceipt",
    "BoardRemedyFile",
    "BoardRepair",
    "BoardRepairAnswer",
    "BoardReply",
    "BoardScreen",
    "BoardScreenEnd",
    "BoardStep",
    "BoardVerdict",
    "Clarification",
    "ClarificationStep",
]
