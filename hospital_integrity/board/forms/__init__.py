"""Forms of the board: drafts, decisions, the hearing of the person, screens."""

from hospital_integrity.board.forms.drafting import FactForm, PublishForm, ReasonForm, VersionedForm, WordingForm
from hospital_integrity.board.forms.hearing import AnswerForm, CheckForm, FindingForm, PaperAnswerForm, ServeForm
from hospital_integrity.board.forms.screens import ScreenForm

__all__ = [
    "AnswerForm",
    "CheckForm",
    "FactForm",
    "FindingForm",
    "PaperAnswerForm",
    "PublishForm",
    "ReasonForm",
    "ScreenForm",
    "ServeForm",
    "VersionedForm",
    "WordingForm",
]
