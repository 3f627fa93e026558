"""The forms of corrections."""

from hospital_integrity.corrections.forms.cascade import AwardForm, CorrectForm, VerdictForm
from hospital_integrity.corrections.forms.lookbacks import ExportForm, LookBackForm
from hospital_integrity.corrections.forms.reopening import ReopenForm
from hospital_integrity.corrections.forms.stars import ChangeForm, ConfirmForm, DropForm

__all__ = [
    "AwardForm",
    "ChangeForm",
    "ConfirmForm",
    "CorrectForm",
    "DropForm",
    "ExportForm",
    "LookBackForm",
    "ReopenForm",
    "VerdictForm",
]
