"""Screens of results: closed years, one subject's stars over the years, and years brought from papers."""

from hospital_integrity.awards.views import history, results, stars
from hospital_integrity.awards.views.blueprint import bp

__all__ = ["bp", "history", "results", "stars"]
