"""What is filled in on the way to a closed year."""

from hospital_integrity.closing.forms.decisions import AgreeForm, DepartForm, PlaqueForm
from hospital_integrity.closing.forms.meeting import MeetingForm, RollForm, VoteForm
from hospital_integrity.closing.forms.objections import AnswerForm, ObjectionForm
from hospital_integrity.closing.forms.steps import AnnounceForm, CheckForm, ConfirmForm, ProposeForm

__all__ = [
    "AgreeForm",
    "AnnounceForm",
    "AnswerForm",
    "CheckForm",
    "ConfirmForm",
    "DepartForm",
    "MeetingForm",
    "ObjectionForm",
    "PlaqueForm",
    "ProposeForm",
    "RollForm",
    "VoteForm",
]
