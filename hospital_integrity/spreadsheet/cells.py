"""A cell as it stands in the file, and what a cell of a wrong sort means for a column.

Sorts: `s` text, `n` number, `d` day, `t` day with time or time alone, `p` percentage, `f` formula, `e` error value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet.columns import Column

FORMULA_REMEDY = say("请复制该单元格，再“选择性粘贴”为“值”")
_DIGITS_LOST = Decimal(10) ** 15
_SERIALS = range(32_874, 73_051)  # 1990 to 2099
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Cell:
    """Sort and text of one filled cell."""

    sort: str
    text: str


@dataclass(frozen=True)
class RawRow:
    """One row with content: its number in the sheet, whether it is hidden, its cells by column counted from 0."""

    number: int
    hidden: bool
    cells: dict[int, Cell]


@dataclass(frozen=True)
class RawSheet:
    """A sheet as it stands in the file, before any column is known; `merges` as (first row, last row, range)."""

    title: str
    rows: list[RawRow]
    merges: tuple[tuple[int, int, str], ...] = ()
    encoding: str = ""


def wrong_sort(cell: Cell, column: Column) -> tuple[Saying, Saying] | None:
    """Problem and remedy when a cell of this sort can't be of this column, whatever its text."""
    if cell.sort == "f":
        return say("是公式"), FORMULA_REMEDY
    if cell.sort == "e":
        return say("是错误值 %(text)s", text=cell.text), FORMULA_REMEDY
    if cell.sort == "p":
        return say("是百分比格式，说不准是 %(text)s 还是它的一百倍", text=cell.text), say("请改为普通数字格式")
    if cell.sort == "t":
        return say("是时间或带有时间"), say("请只写日期，例如 2026-11-22")
    return _wrong_day(cell, column) if cell.sort == "d" else _wrong_number(cell, column)


def _wrong_day(cell: Cell, column: Column) -> tuple[Saying, Saying] | None:
    if column.kind in {"day", "text"}:
        return None
    return say("被表格软件当成了日期 %(day)s", day=cell.text), say("请将该列设为“文本”格式后重新填写")


def _wrong_number(cell: Cell, column: Column) -> tuple[Saying, Saying] | None:
    if cell.sort != "n" or column.kind in {"decimal", "whole", "day"}:
        return None
    if column.kind == "number":
        return say("存成了数值，前面的 0 可能已经丢失"), column.remedy
    if abs(Decimal(cell.text)) >= _DIGITS_LOST:
        return say("数字太长，存成数值后末几位已经丢失"), say("请将该列设为“文本”格式后重新填写")
    return None


def text_for(cell: Cell, column: Column) -> str:
    """The cell's text for a column; a bare serial number in a column of days is the day it stands for."""
    if cell.sort == "n" and column.kind == "day" and cell.text.isdigit() and int(cell.text) in _SERIALS:
        return (_EPOCH + timedelta(days=int(cell.text))).isoformat()
    return cell.text
