"""Reading the board: what is shown, what waits, one entry with its steps; a constant number of statements each."""

from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.queries.rows import (
    alone,
    board_entry,
    board_entry_by_nonce,
    board_entry_for_change,
    fact_of,
    is_on_display,
    is_reversed,
    not_reversed,
    objection_to,
    page_of,
    standing_for,
    steps_of,
    unfinished,
    waiting,
    wording_of,
    work_list,
)
from hospital_integrity.board.queries.showing import Card, board_page, cards, kinds_of, own

__all__ = [
    "BoardEntry",
    "Card",
    "alone",
    "board_entry",
    "board_entry_by_nonce",
    "board_entry_for_change",
    "board_page",
    "cards",
    "fact_of",
    "is_on_display",
    "is_reversed",
    "kinds_of",
    "not_reversed",
    "objection_to",
    "own",
    "page_of",
    "standing_for",
    "steps_of",
    "unfinished",
    "waiting",
    "wording_of",
    "work_list",
]
