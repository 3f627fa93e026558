"""Screens of papers: lists and issuing, one paper, and the public check."""

from hospital_integrity.certificates.views import (
    by_list,
    check,
    grounds,
    issuing,
    lists,
    long,
    offline,
    papers,
    prints,
    wordings,
)
from hospital_integrity.certificates.views.blueprint import bp
from hospital_integrity.certificates.views.long import VERBS

__all__ = [
    "VERBS",
    "bp",
    "by_list",
    "check",
    "grounds",
    "issuing",
    "lists",
    "long",
    "offline",
    "papers",
    "prints",
    "wordings",
]
