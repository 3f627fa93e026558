"""The evidence behind a draft is checked by somebody who didn't write it."""

from __future__ import annotations

from hospital_integrity.access import asker
from hospital_integrity.board.models import FULL, BoardEntry
from hospital_integrity.board.operations.hands import take_part
from hospital_integrity.board.operations.steps import check_standing, stepped, taken
from hospital_integrity.rules import board_flow as flow


def check(id: int, version: int, words: str) -> BoardEntry:
    """The evidence bears out what a draft says; what was drafted under the short flow goes the full way from here."""
    row = taken(id, version, flow.DRAFT)
    check_standing(row)
    take_part(row, flow.CHECKER)
    row.state, row.version, row.flow = flow.CHECKED, row.version + 1, FULL
    row.checked_by = asker().account_id
    return stepped(row, "checked", words.strip())
