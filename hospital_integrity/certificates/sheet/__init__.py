"""Papers in spreadsheets: lists taken away, and lists of whom to issue or to print for."""

from hospital_integrity.certificates.sheet.papers import list_template, papers_on_list, papers_workbook, prints_workbook
from hospital_integrity.certificates.sheet.wanted import Grounds, grounds_on_list, issue_template

__all__ = [
    "Grounds",
    "grounds_on_list",
    "issue_template",
    "list_template",
    "papers_on_list",
    "papers_workbook",
    "prints_workbook",
]
