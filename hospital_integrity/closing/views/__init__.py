"""Screens of closing."""

from hospital_integrity.closing.views import departures, meeting, notice, pages, plaques, selfrating
from hospital_integrity.closing.views.blueprint import bp

__all__ = ["bp", "departures", "meeting", "notice", "pages", "plaques", "selfrating"]
