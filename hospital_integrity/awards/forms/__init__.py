"""The forms of results: taking a list out of the house, and bringing past years in."""

from hospital_integrity.awards.forms.exports import ExportForm
from hospital_integrity.awards.forms.history import DropForm, HistoryConfirmForm, HistoryForm

__all__ = ["DropForm", "ExportForm", "HistoryConfirmForm", "HistoryForm"]
