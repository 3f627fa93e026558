"""The workbook that is downloaded, filled in and sent back: instructions on top, then the heading, then free cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from hospital_integrity.spreadsheet.columns import Column, letter
from hospital_integrity.spreadsheet.heading import WITHIN
from hospital_integrity.spreadsheet.limits import SCREEN
from hospital_integrity.spreadsheet.writing import HEADER, Book, shown_width

LISTS = "_选项"
_FORMATS = {"decimal": "General", "whole": "0", "day": "yyyy-mm-dd"}
_NUMBERS = {"decimal": "decimal", "whole": "integer"}
_LAST_COLUMN = 16_383
_PERMITTED = (
    "sort", "autofilter", "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows",
)  # fmt: skip


def template_workbook(
    title: str, instructions: Sequence[str], columns: Sequence[Column], rows: Iterable[Mapping[str, Any]] = ()
) -> bytes:
    """A workbook to fill in; at most eight instructions, so that the heading is found again within ten rows.

    Locked against slips without a password; every cell below the heading is free. `rows` (key → value) come filled in.
    """
    if len(instructions) > WITHIN - 2:
        raise ValueError("too many instructions for the heading to be found")
    saved = BytesIO()
    with Book(saved) as book:
        sheet = book.add_sheet(title)
        heading = _write_top(book, sheet, title, instructions)
        _write_heading(book, sheet, heading, columns)
        _write_rows(book, sheet, heading, columns, rows)
        _write_lists(book, sheet, heading, columns)
        _protect(sheet, heading)
    return saved.getvalue()


def _write_top(book: Book, sheet: Any, title: str, instructions: Sequence[str]) -> int:
    sheet.set_column(0, _LAST_COLUMN, 10, book.style(locked=False))
    # Free cells to the very edge let people delete rows; the writer must not take that for content in every row.
    sheet.dim_colmin = sheet.dim_colmax = None
    book.write(sheet, 0, 0, title, bold=True, font_size=15)
    for row, words in enumerate(instructions, start=1):
        book.write(sheet, row, 0, words, font_color="#5B6660")
    return len(instructions) + 1


def _write_heading(book: Book, sheet: Any, heading: int, columns: Sequence[Column]) -> None:
    sheet.set_row(heading, 22)
    for index, column in enumerate(columns):
        title = f"{column.title} *" if column.required else column.title
        sheet.set_column(index, index, max(column.width, shown_width(title) + 2), _free(book, column))
        book.write(sheet, heading, index, title, **HEADER, font_color="#9B2C1F" if column.required else "#22302A")


def _free(book: Book, column: Column) -> Any:
    return book.style(**_look(column))


def _look(column: Column) -> dict[str, Any]:
    return {"locked": False, "num_format": _FORMATS.get(column.kind, "@")}


def _write_rows(
    book: Book, sheet: Any, heading: int, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]
) -> None:
    for number, row in enumerate(rows, start=heading + 1):
        for index, column in enumerate(columns):
            book.write(sheet, number, index, row.get(column.key), **_look(column))


def _write_lists(book: Book, sheet: Any, heading: int, columns: Sequence[Column]) -> None:
    # A literal list ends at 255 characters and WPS saves it in its own way; a named range does neither.
    lists = book.add_sheet(LISTS)
    lists.very_hidden()
    for index, column in enumerate(columns):
        for row, choice in enumerate(column.choices):
            lists.write_string(row, index, choice)
        rule = _rule(book, index, column)
        if rule:
            sheet.data_validation(heading + 1, index, heading + SCREEN.rows, index, rule)


def _rule(book: Book, index: int, column: Column) -> dict[str, Any]:
    hint = {"input_title": column.title[:32], "input_message": column.note[:255]} if column.note else {}
    if column.choices:
        name = f"choices_{index + 1}"
        end = f"${letter(index)}${len(column.choices)}"
        book.book.define_name(name, f"='{LISTS}'!${letter(index)}$1:{end}")
        wrong = {"error_title": column.title[:32], "error_message": "请从下拉列表中选择"}
        return {"validate": "list", "source": f"={name}", **wrong, **hint}
    if column.kind in {"decimal", "whole"} and column.low is not None and column.high is not None:
        wrong = {"error_title": column.title[:32], "error_message": f"{column.low} – {column.high}"}
        bounds = {"criteria": "between", "minimum": float(column.low), "maximum": float(column.high)}
        return {"validate": _NUMBERS[column.kind], **bounds, **wrong, **hint}
    return {"validate": "any", **hint} if hint else {}


def _protect(sheet: Any, heading: int) -> None:
    sheet.freeze_panes(heading + 1, 0)
    sheet.protect("", dict.fromkeys(_PERMITTED, True))
