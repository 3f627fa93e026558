"""The steps of a year's decision, a file each; every step adds rows and changes none."""

from hospital_integrity.closing.operations.checking import announce, check
from hospital_integrity.closing.operations.confirming import MOST_DOCUMENT_NO, confirm
from hospital_integrity.closing.operations.departing import agree, depart, drop
from hospital_integrity.closing.operations.meeting import Invitation, call_meeting, take_roll, vote
from hospital_integrity.closing.operations.objecting import answer, check_uninvolved, object_to
from hospital_integrity.closing.operations.plaques import Occasion, grant_plaques, take_plaques
from hospital_integrity.closing.operations.proposing import propose
from hospital_integrity.closing.operations.selfrating import rate_oneself

__all__ = [
    "MOST_DOCUMENT_NO",
    "Invitation",
    "Occasion",
    "agree",
    "announce",
    "answer",
    "call_meeting",
    "check",
    "check_uninvolved",
    "confirm",
    "depart",
    "drop",
    "grant_plaques",
    "object_to",
    "propose",
    "rate_oneself",
    "take_plaques",
    "take_roll",
    "vote",
]
