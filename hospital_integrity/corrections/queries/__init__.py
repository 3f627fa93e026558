"""What a correction looks at first: years built upon, vetoes, papers, look-backs, and the plan of a cascade."""

from hospital_integrity.corrections.queries.cascade import Plan, plan_for_board, plan_for_fact
from hospital_integrity.corrections.queries.made import (
    Open,
    correction,
    correction_by_nonce,
    correction_for_change,
    corrections_page,
    decisions_of,
    open_parts,
    waiting_corrections,
)
from hospital_integrity.corrections.queries.stars import (
    Due,
    due_of,
    later_years,
    look_backs_due,
    papers_touched,
    vetoes_of,
)

__all__ = [
    "Due",
    "Open",
    "Plan",
    "correction",
    "correction_by_nonce",
    "correction_for_change",
    "corrections_page",
    "decisions_of",
    "due_of",
    "later_years",
    "look_backs_due",
    "open_parts",
    "papers_touched",
    "plan_for_board",
    "plan_for_fact",
    "vetoes_of",
    "waiting_corrections",
]
