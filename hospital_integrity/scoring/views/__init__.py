"""Screens of score sheets, of their Excel upload, and of marks."""

from hospital_integrity.scoring.views import drafts, marks, raters, review, sheets, upload
from hospital_integrity.scoring.views.blueprint import bp

__all__ = ["bp", "drafts", "marks", "raters", "review", "sheets", "upload"]
