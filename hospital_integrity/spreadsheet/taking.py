"""A list as its reader sees it, taken away as a workbook in which every row says who took it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext

from hospital_integrity.filters import words
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet.writing import table_workbook

Columns = Mapping[str, Callable[[Any], object]]
MOST_TAKEN = 20_000  # rows of one file


def taken_workbook(title: str, columns: Columns, rows: Iterable[Any], mark: Saying) -> bytes:
    """Rows as an .xlsx: for each title what its function reads from a row (a saying is put into words), then `mark`."""
    said, readers = words(mark), list(columns.values())
    cells = ([*(_cell(read(row)) for read in readers), said] for row in rows)
    return table_workbook(title, [*columns, gettext("导出标记")], cells)


def _cell(value: object) -> object:
    return words(value) if isinstance(value, Saying) else value
