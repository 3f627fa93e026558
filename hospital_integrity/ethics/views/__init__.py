"""Screens of the assessment: the year, its stages, and its papers."""

from hospital_integrity.ethics.views import pages, papers
from hospital_integrity.ethics.views.blueprint import bp
from hospital_integrity.ethics.views.papers import VERBS

__all__ = ["VERBS", "bp", "pages", "papers"]
