"""Screens of the board: what everybody sees, the drafting desk, the decisions."""

from hospital_integrity.board.views import deciding, desk, drafting, figures, hearing, lobby, pages
from hospital_integrity.board.views.blueprint import bp

__all__ = ["bp", "deciding", "desk", "drafting", "figures", "hearing", "lobby", "pages"]
