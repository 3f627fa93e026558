"""Screens of papers: lists and issuing, one paper, and the public check."""

from hospital_integrity.certificates.views import check, issuing, lists, papers
from hospital_integrity.certificates.views.blueprint import bp

__all__ = ["bp", "check", "issuing", "lists", "papers"]
