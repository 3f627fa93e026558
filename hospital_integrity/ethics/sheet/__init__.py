"""Spreadsheets of the assessment."""

from hospital_integrity.ethics.sheet.archive import write_archive
from hospital_integrity.ethics.sheet.papers import registrations_workbook, summary_workbook
from hospital_integrity.ethics.sheet.progress import progress_workbook

__all__ = ["progress_workbook", "registrations_workbook", "summary_workbook", "write_archive"]
