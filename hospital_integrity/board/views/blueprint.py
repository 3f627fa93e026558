"""What the screens of the board share: the blueprint, its words, numbers of the query, one entry."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, request

from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.rules import board as rules
from hospital_integrity.rules.board_verbs import VERBS

bp = Blueprint("board", __name__)
ID = "<int(max=2147483647):id>"


@bp.context_processor
def words() -> dict[str, Any]:
    """The board's fixed words, for every page of it."""
    return {"colours": rules.COLOURS, "kinds": rules.KINDS, "states": rules.STATES, "verbs": VERBS}


def asked_number(name: str, default: int = 0) -> int:
    """A small whole number of the query."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default


def entry_or_404(id: int) -> BoardEntry:
    """The entry, in whatever state."""
    row = queries.board_entry(id)
    if row is None:
        abort(404)
    return row
