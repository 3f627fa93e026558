"""Reading what a closing would freeze, what it waits for, and whether what was frozen still holds."""

from hospital_integrity.closing.queries.audit import Finding, audit, moved_since
from hospital_integrity.closing.queries.obstacles import (
    Obstacle,
    obstacles,
    proposal_for_change,
    proposal_of,
    proposals,
)
from hospital_integrity.closing.queries.outcome import Outcome, outcome

__all__ = [
    "Finding",
    "Obstacle",
    "Outcome",
    "audit",
    "moved_since",
    "obstacles",
    "outcome",
    "proposal_for_change",
    "proposal_of",
    "proposals",
]
