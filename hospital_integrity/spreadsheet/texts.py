"""Rows of a sheet as plain texts, for readers whose columns depend on something else than a list; read as it goes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from hospital_integrity.rules.saying import say
from hospital_integrity.spreadsheet.cells import Cell, RawRow
from hospital_integrity.spreadsheet.csvfile import decoded
from hospital_integrity.spreadsheet.limits import COMMAND, Limits
from hospital_integrity.spreadsheet.preflight import kind_of
from hospital_integrity.spreadsheet.problems import SheetRefused
from hospital_integrity.spreadsheet.sandbox import read_apart

# Sorts of cells whose text alone would say something else than what the sheet shows.
SIGNS = {"f": "={}", "p": "{}%"}


def text_rows(data: bytes, filename: str, limits: Limits = COMMAND) -> Iterator[tuple[int, list[str]]]:
    """Each row with content: its number in the sheet and the texts of its cells. Raises `SheetRefused`."""
    if kind_of(data, filename, limits) == "csv":
        yield from _csv_rows(data)
    else:
        yield from ((row.number, _texts(row)) for row in read_apart(data, limits).rows)


def _texts(row: RawRow) -> list[str]:
    blank = Cell("s", "")
    cells = [row.cells.get(index, blank) for index in range(max(row.cells) + 1)]
    return [SIGNS.get(cell.sort, "{}").format(cell.text) for cell in cells]


def _csv_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text, _ = decoded(data)
    if "\0" in text:
        raise SheetRefused(say("文件含有空字符，不是正常的 CSV；请用 Excel 或 WPS 另存后再上传"))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from ((number, cells) for number, cells in enumerate(reader, start=1) if cells)
    except csv.Error as broken:
        raise SheetRefused(say("第 %(row)s 行的引号不成对，或一格过长", row=reader.line_num)) from broken
