"""Spreadsheets of the assessment."""

from hospital_integrity.ethics.sheet.progress import progress_workbook

__all__ = ["progress_workbook"]
