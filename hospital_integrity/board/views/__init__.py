"""Screens of the board: what everybody sees, the drafting desk, the decisions."""

from hospital_integrity.board.views import (
    clarifying,
    deciding,
    desk,
    dossier,
    drafting,
    figures,
    hearing,
    lobby,
    pages,
    remedies,
)
from hospital_integrity.board.views.blueprint import bp

__all__ = [
    "bp",
    "clarifying",
    "deciding",
    "desk",
    "dossier",
    "drafting",
    "figures",
    "hearing",
    "lobby",
    "pages",
    "remedies",
]
