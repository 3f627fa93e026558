"""Screens of score sheets, of their Excel upload, and of marks."""

from hospital_integrity.scoring.views import ballots, drafts, marks, raters, review, sheets, upload
from hospital_integrity.scoring.views.blueprint import bp
from hospital_integrity.scoring.views.long import VERBS

__all__ = ["VERBS", "ballots", "bp", "drafts", "marks", "raters", "review", "sheets", "upload"]
