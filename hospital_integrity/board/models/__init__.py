"""Tables of the board: entries with their steps, and the hearing of whom they are about."""

from hospital_integrity.board.models.entries import FULL, SHORT, STATES, BoardEntry, BoardStep
from hospital_integrity.board.models.hearing import BoardAnswer, BoardFinding, BoardHand, BoardNotice, BoardReceipt

__all__ = [
    "FULL",
    "SHORT",
    "STATES",
    "BoardAnswer",
    "BoardEntry",
    "BoardFinding",
    "BoardHand",
    "BoardNotice",
    "BoardReceipt",
    "BoardStep",
]
