"""Spreadsheets in and out. People send anything: a file is looked at from outside, opened in a process of its own,
and every cell is read by rules/reading.py; what is wrong comes back marked in their own file.

`read_workbook` → `Sheet`, or `SheetRefused` with `problems`; `marked_copy` makes the file that goes back;
`template_workbook` the one to fill in; `table_workbook` a download, `taken_workbook` a list
that somebody takes away.
"""

from __future__ import annotations

from collections.abc import Sequence

from hospital_integrity.spreadsheet.columns import Column
from hospital_integrity.spreadsheet.csvfile import read_csv
from hospital_integrity.spreadsheet.limits import COMMAND, JOB, SCREEN, Limits
from hospital_integrity.spreadsheet.preflight import kind_of
from hospital_integrity.spreadsheet.problems import CellProblem, SheetRefused, refused_cells
from hospital_integrity.spreadsheet.returning import marked_copy
from hospital_integrity.spreadsheet.sandbox import read_apart
from hospital_integrity.spreadsheet.table import Row, Sheet, table_of
from hospital_integrity.spreadsheet.taking import MOST_TAKEN, taken_workbook
from hospital_integrity.spreadsheet.template import template_workbook
from hospital_integrity.spreadsheet.texts import text_rows
from hospital_integrity.spreadsheet.writing import table_workbook

__all__ = [
    "COMMAND",
    "JOB",
    "MOST_TAKEN",
    "SCREEN",
    "CellProblem",
    "Column",
    "Limits",
    "Row",
    "Sheet",
    "SheetRefused",
    "marked_copy",
    "read_workbook",
    "refused_cells",
    "table_workbook",
    "taken_workbook",
    "template_workbook",
    "text_rows",
]


def read_workbook(
    data: bytes, filename: str, columns: Sequence[Column], limits: Limits = SCREEN, *, include_hidden: bool = False
) -> Sheet:
    """The rows of the first visible sheet, every cell checked; raises `SheetRefused`, and nothing else."""
    read = read_csv if kind_of(data, filename, limits) == "csv" else read_apart
    return table_of(read(data, limits), columns, limits, include_hidden)
