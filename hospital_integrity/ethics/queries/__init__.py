"""Reading the assessment: its cycle and windows, who takes part, what the stages said, what is missing."""

from hospital_integrity.ethics.queries.assessment import Person, Progress, people_in, person, progress
from hospital_integrity.ethics.queries.attendance import (
    Attendance,
    attendance,
    gaps,
    unfinished,
    who_is_assessed,
    why_not_assessed,
)
from hospital_integrity.ethics.queries.cycles import (
    cycle,
    cycle_for_change,
    cycles,
    proposed_windows,
    scheme_of,
    window_history,
    windows,
)
from hospital_integrity.ethics.queries.said import NOTHING, Word, given_back, judged, returns_of, spared, words_of
from hospital_integrity.ethics.queries.sheets import stage_page, stage_page_for_change, stage_pages_for_change
from hospital_integrity.rules.stages import Done

__all__ = [
    "NOTHING",
    "Attendance",
    "Done",
    "Person",
    "Progress",
    "Word",
    "attendance",
    "cycle",
    "cycle_for_change",
    "cycles",
    "gaps",
    "given_back",
    "judged",
    "people_in",
    "person",
    "progress",
    "proposed_windows",
    "returns_of",
    "scheme_of",
    "spared",
    "stage_page",
    "stage_page_for_change",
    "stage_pages_for_change",
    "unfinished",
    "who_is_assessed",
    "why_not_assessed",
    "window_history",
    "windows",
    "words_of",
]
