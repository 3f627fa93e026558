"""Marks bad cells in the file its owner sent: red, with a comment, and a list of all problems on a sheet of its own."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

LIST_TITLE = "错误清单"
AUTHOR = "导入校验"
_RED = "FFFFC7CE"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Place = tuple[str, int, str, str]


def clean(text: str) -> str:
    """A text that a spreadsheet file can hold: no control characters, not longer than a cell."""
    return _UNWRITABLE.sub("", text)[:32_767]


def mark(data: bytes, cells: list[Place], listing: list[list[str]]) -> bytes:
    """The same workbook with (sheet, row, column letter, words) marked; marks of an earlier round are taken off.

    Runs in the child process; openpyxl is loaded here because it takes 0.3 s and only this needs it.
    """
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data))
    _unmark(book)
    for sheet, row, column, words in cells:
        if sheet in book.sheetnames:
            _mark_cell(book[sheet], f"{column}{row}", clean(words))
    _list(book, listing)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _unmark(book: Any) -> None:
    from openpyxl.styles import PatternFill

    for sheet in book.worksheets:
        for cell in [cell for row in sheet.iter_rows() for cell in row if _is_ours(cell)]:
            cell.comment, cell.fill = None, PatternFill()


def _is_ours(cell: Any) -> bool:
    return cell.comment is not None and cell.comment.author == AUTHOR


def _mark_cell(sheet: Any, reference: str, words: str) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet[reference]
    if isinstance(cell, MergedCell):
        return
    before = f"{cell.comment.text}\n" if cell.comment is not None else ""
    cell.comment = Comment(before + words, AUTHOR, height=90, width=260)
    cell.fill = PatternFill("solid", start_color=_RED)


def _list(book: Any, listing: list[list[str]]) -> None:
    if LIST_TITLE in book.sheetnames:
        del book[LIST_TITLE]
    sheet = book.create_sheet(LIST_TITLE)
    for row, words in enumerate(listing, start=1):
        for column, text in enumerate(words, start=1):
            cell = sheet.cell(row, column)
            cell.value = clean(text)
            cell.data_type = "s"
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDE", (14, 8, 18, 50, 44), strict=True):
        sheet.column_dimensions[letter].width = width
