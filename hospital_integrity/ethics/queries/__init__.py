"""Reading the assessment: its cycle, who has been judged at which stage, what is missing, and its papers."""

from hospital_integrity.ethics.queries.assessment import (
    NOTHING,
    Done,
    Person,
    Progress,
    cycle,
    cycle_for_change,
    cycles,
    judged,
    missing,
    people_in,
    person,
    progress,
    scheme_of,
    unfinished,
)

__all__ = [
    "NOTHING",
    "Done",
    "Person",
    "Progress",
    "cycle",
    "cycle_for_change",
    "cycles",
    "judged",
    "missing",
    "people_in",
    "person",
    "progress",
    "scheme_of",
    "unfinished",
]
