"""Tables of a year's decision: proposals, what people did about them, meetings, plaques. All append-only."""

from hospital_integrity.closing.models.decision import Departure, DepartureAnswer, Hand, Plaque
from hospital_integrity.closing.models.meeting import Attendance, Meeting, Vote
from hospital_integrity.closing.models.procedure import Answer, Check, Notice, Objection, ObjectionFile
from hospital_integrity.closing.models.proposal import Proposal, ProposedResult

__all__ = [
    "Answer",
    "Attendance",
    "Check",
    "Departure",
    "DepartureAnswer",
    "Hand",
    "Meeting",
    "Notice",
    "Objection",
    "ObjectionFile",
    "Plaque",
    "Proposal",
    "ProposedResult",
    "Vote",
]
