"""Open a cycle, set its windows, judge at a stage, give back, finish. Each is one decision with one journal event."""

from hospital_integrity.ethics.operations.cycles import finish, open_cycle, set_window
from hospital_integrity.ethics.operations.judging import Judgement, Unjudged, agree_rest, judge, self_assess
from hospital_integrity.ethics.operations.pages import judge_page, keep_typed
from hospital_integrity.ethics.operations.returning import give_back
from hospital_integrity.ethics.operations.touching import at_version

__all__ = [
    "Judgement",
    "Unjudged",
    "agree_rest",
    "at_version",
    "finish",
    "give_back",
    "judge",
    "judge_page",
    "keep_typed",
    "open_cycle",
    "self_assess",
    "set_window",
]
