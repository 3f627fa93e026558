"""The demo's papers: of every kind some, and a few still to be issued."""

from __future__ import annotations

from datetime import date

from hospital_integrity import clock
from hospital_integrity.awards.queries import Closing
from hospital_integrity.certificates import operations, queries
from hospital_integrity.certificates.operations import Decision
from hospital_integrity.paper.fonts import undrawable
from hospital_integrity.rules.certificate import Words
from hospital_integrity.rules.paper_kinds import HONOURS, SUBJECTS
from hospital_integrity.rules.saying import Refused

LEFT = 3


def for_results(closed: Closing) -> None:
    """Every paper that a year's results bear."""
    for kind in SUBJECTS:
        if queries.issuable(closed, kind):
            operations.issue_all(closed.id, kind, _drawable)


def for_the_rest() -> None:
    """Honours of the red board and letters of appointment for two years, all but the newest few."""
    today = clock.today()
    for kind in HONOURS:
        entries = [row.id for row in queries.honourable(kind)][LEFT:]
        if entries:
            operations.issue_honours(kind, entries, Decision(today, f"江一院〔{today.year}〕26号"), _drawable)
    letters = [row.id for row in queries.appointable()][:-LEFT]
    if letters:
        decision = Decision(today, f"江一院纪〔{today.year}〕3号", date(today.year + 1, 12, 31))
        operations.issue_letters(letters, decision, _drawable)


def _drawable(words: Words) -> None:
    for problem in undrawable(words.texts()):
        raise Refused(problem.saying)
