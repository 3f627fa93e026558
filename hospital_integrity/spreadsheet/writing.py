"""Writes workbooks: the template that is filled in, the table that is downloaded, the list of what was wrong.

XlsxWriter takes 0.1 s to import, so the functions that write load it. Every text is written as a string, never as
a formula, and one that looks like a formula is quoted, so that a later edit doesn't wake it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from hospital_integrity.spreadsheet.marking import clean

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_WIDEST = 60
HEADER = {"bold": True, "bg_color": "#E8EFEA", "border": 1, "border_color": "#B7C4BC", "valign": "vcenter"}


def sheet_name(title: str) -> str:
    """A title as a sheet may be called: at most 31 characters, none of those Excel refuses."""
    return _SHEET_NAME.sub(" ", clean(title)).strip()[:31] or "Sheet1"


def table_workbook(title: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A plain table for downloading: frozen heading, filter, widths by content; texts can't act as formulas."""
    saved = BytesIO()
    with Book(saved) as book:
        sheet = book.add_sheet(title)
        widths = [shown_width(header) for header in headers]
        for column, header in enumerate(headers):
            sheet.write_string(0, column, clean(header), book.style(**HEADER))
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                book.write(sheet, last, column, value)
                widths[column] = max(widths[column], shown_width(value))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width + 2, _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, max(len(headers) - 1, 0))
    return saved.getvalue()


def shown_width(value: Any) -> int:
    """How wide a value is on the screen, in half-width characters; of a long text its longest line counts."""
    lines = str("" if value is None else value)[:200].splitlines()
    return max((len(line) + sum(ord(sign) > 0x2E7F for sign in line) for line in lines), default=0)


class Book:
    """A workbook being written, with its styles remembered; a context manager that saves into `target`."""

    def __init__(self, target: BytesIO) -> None:
        from xlsxwriter import Workbook

        self.book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self._styles: dict[Any, Any] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.close()

    def add_sheet(self, title: str) -> Any:
        return self.book.add_worksheet(sheet_name(title))

    def style(self, **properties: Any) -> Any:
        key = tuple(properties.items())
        if key not in self._styles:
            self._styles[key] = self.book.add_format(properties)
        return self._styles[key]

    def write(self, sheet: Any, row: int, column: int, value: Any, **look: Any) -> None:
        """A value in the cell type that is its own: text, number, day or moment; None leaves the cell blank."""
        if value is None or value == "":
            if look:
                sheet.write_blank(row, column, None, self.style(**look))
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value, self.style(**{"num_format": "yyyy-mm-dd hh:mm", **look}))
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self.style(**{**look, "num_format": "yyyy-mm-dd"}))
        elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            sheet.write_number(row, column, value, self.style(**look) if look else None)
        else:
            self._write_text(sheet, row, column, clean(str(value)), look)

    def _write_text(self, sheet: Any, row: int, column: int, text: str, look: Mapping[str, Any]) -> None:
        quoted = {"quote_prefix": True} if text.startswith(_DANGEROUS) else {}
        properties = {**look, **quoted}
        sheet.write_string(row, column, text, self.style(**properties) if properties else None)
