"""Screens of the assessment: the year, its stages, and its papers."""

from hospital_integrity.ethics.views import pages
from hospital_integrity.ethics.views.blueprint import bp

__all__ = ["bp", "pages"]
