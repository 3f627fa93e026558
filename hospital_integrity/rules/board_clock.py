"""The board's clocks, in working days that begin on the day after: the one place where each deadline is computed.

Sources: notice and factual check 5 working days, objections decided in 15 (red and black lists under
发改财金规〔2017〕1798号), clarification in 5 after approval. The screen and the rule both ask `due`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hospital_integrity.rules.workdays import Calendar

FACTUAL_CHECK, FINDING, APPEAL, APPEAL_DECISION, CLARIFICATION = "check", "finding", "appeal", "decision", "clarify"
WORKING_DAYS: Mapping[str, int] = {
    FACTUAL_CHECK: 5,
    FINDING: 15,
    APPEAL: 15,
    APPEAL_DECISION: 15,
    CLARIFICATION: 5,
}


def due(calendar: Calendar, clock: str, since: date) -> date:
    """The last day of a term that begins after `since`; it belongs to the term whole. Refused in an unknown year."""
    return calendar.add_working_days(since, WORKING_DAYS[clock])


def over(due_on: date, today: date) -> bool:
    """Whether a term has run out: from the first moment of the day after its last one."""
    return today > due_on
