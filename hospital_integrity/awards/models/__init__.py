"""Tables of what was frozen, of what a decision changed since, of years brought from paper, and of look-backs."""

from hospital_integrity.awards.models.changes import StarChange, StarDrop, StarProposal
from hospital_integrity.awards.models.closings import Award, Closing, Reopening
from hospital_integrity.awards.models.imports import HistoryDecision, HistoryImport, HistoryRefusal, ImportedAward
from hospital_integrity.awards.models.lookbacks import LookBack

__all__ = [
    "Award",
    "Closing",
    "HistoryDecision",
    "HistoryImport",
    "HistoryRefusal",
    "ImportedAward",
    "LookBack",
    "Reopening",
    "StarChange",
    "StarDrop",
    "StarProposal",
]
