"""Screens of the assessment: the year, its stages, and its papers."""

from hospital_integrity.ethics.views import archives, cycle, one, pages, papers, people, raters, stages
from hospital_integrity.ethics.views.blueprint import bp

VERBS = {**papers.VERBS, **archives.VERBS}

__all__ = ["VERBS", "archives", "bp", "cycle", "one", "pages", "papers", "people", "raters", "stages"]
