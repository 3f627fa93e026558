"""Writing the board: drafted, checked, served, answered, published or returned, withdrawn; one journal event each."""

from hospital_integrity.board.operations.answering import Said, answer, enter_answer, find, mask
from hospital_integrity.board.operations.checking import check
from hospital_integrity.board.operations.deciding import publish, send_back, take_down, withdraw
from hospital_integrity.board.operations.drafting import draft_fact, draft_of_entry, drop, edit
from hospital_integrity.board.operations.hands import keep_hand
from hospital_integrity.board.operations.screens import end_screen, register_screen
from hospital_integrity.board.operations.serving import Service, receive, serve

__all__ = [
    "Said",
    "Service",
    "answer",
    "check",
    "draft_fact",
    "draft_of_entry",
    "drop",
    "edit",
    "end_screen",
    "enter_answer",
    "find",
    "keep_hand",
    "mask",
    "publish",
    "receive",
    "register_screen",
    "send_back",
    "serve",
    "take_down",
    "withdraw",
]
