"""Spreadsheets of results: those of a closed year going out, those of past years coming in."""

from hospital_integrity.awards.sheet.past import Listing, keep_past, past_template
from hospital_integrity.awards.sheet.results import results_workbook

__all__ = ["Listing", "keep_past", "past_template", "results_workbook"]
