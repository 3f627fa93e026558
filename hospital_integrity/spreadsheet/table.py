"""From cells to rows with named columns: every cell checked, everything wrong named, nothing guessed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from hospital_integrity.rules.reading import Unreadable
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet.cells import Cell, RawRow, RawSheet, text_for, wrong_sort
from hospital_integrity.spreadsheet.columns import Column, letter
from hospital_integrity.spreadsheet.heading import Heading, find_heading
from hospital_integrity.spreadsheet.limits import Limits
from hospital_integrity.spreadsheet.problems import TOO_MANY, CellProblem, SheetRefused, refused_cells

MOST_PROBLEMS = 1_000


class Row(dict[str, str]):
    """One row: key of a column → its text ("" for blank); `row` is its number in the sheet, `typed` its values."""

    def __init__(self, row: int) -> None:
        super().__init__()
        self.row = row
        self.typed: dict[str, Any] = {}


@dataclass(frozen=True)
class Sheet:
    """What was read: `title` of the sheet, its rows, hidden rows left out, encoding of a CSV, where columns stand."""

    title: str
    rows: tuple[Row, ...]
    hidden: int
    encoding: str
    places: dict[str, tuple[str, str]]

    @property
    def digest(self) -> str:
        """SHA-256 of the rows' texts: what the journal keeps of an import."""
        text = json.dumps([[row.row, row] for row in self.rows], ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def problem(self, row: int, key: str, saying: Saying, remedy: Saying) -> CellProblem:
        """A problem that only the reader of the rows could see (an unknown number, a name that doesn't fit)."""
        column, title = self.places[key]
        return CellProblem(self.title, row, column, saying, remedy, title)


def table_of(raw: RawSheet, columns: Sequence[Column], limits: Limits, include_hidden: bool) -> Sheet:
    """The rows under the heading; raises `SheetRefused` with every bad cell."""
    heading = find_heading(raw, columns)
    below = [row for row in raw.rows if row.number > heading.number]
    shown = [row for row in below if include_hidden or not row.hidden]
    _check_amount(len(below), len(shown), limits)
    rows = [Row(row.number) for row in shown]
    found = _Checks(raw, heading, columns, shown, rows)
    problems = list(islice(found.all(), MOST_PROBLEMS))
    if problems:
        raise refused_cells(problems)
    return Sheet(raw.title, tuple(rows), len(below) - len(shown), raw.encoding, found.where)


def _check_amount(below: int, shown: int, limits: Limits) -> None:
    if not below:
        raise SheetRefused(say("表头下面没有内容"))
    if not shown:
        raise SheetRefused(say("表头下面的 %(count)s 行都是隐藏的；请取消隐藏或筛选后再上传", count=below))
    if shown > limits.rows:
        raise SheetRefused(say(TOO_MANY, count=shown, limit=limits.rows))


class _Checks:
    """The rows being filled and everything found wrong on the way."""

    def __init__(
        self, raw: RawSheet, heading: Heading, columns: Sequence[Column], shown: list[RawRow], rows: list[Row]
    ) -> None:
        self._raw, self._heading, self._shown, self._rows = raw, heading, shown, rows
        self._columns = [(heading.places[column.key], column) for column in columns if column.key in heading.places]
        self._seen: dict[str, dict[Any, int]] = {column.key: {} for column in columns if column.unique}
        self._known = set(heading.places.values())
        self.where = {column.key: (letter(index), column.title) for index, column in self._columns}

    def all(self) -> Iterator[CellProblem]:
        yield from self._merged()
        for raw, row in zip(self._shown, self._rows, strict=True):
            if self._is_heading(raw):
                yield self._at(raw, 0, say("这里又出现了一次表头"), say("请删去这一行"))
                continue
            yield from self._row(raw, row)

    def _merged(self) -> Iterator[CellProblem]:
        last = self._shown[-1].number
        for low, high, cells in self._raw.merges:
            if high > self._heading.number and low <= last:
                saying, remedy = say("单元格 %(cells)s 是合并的", cells=cells), say("请取消合并，每一行都填上内容")
                yield CellProblem(self._raw.title, low, cells.partition(":")[0].rstrip("0123456789"), saying, remedy)

    def _is_heading(self, raw: RawRow) -> bool:
        same = sum(self._heading.texts.get(index) == cell.text for index, cell in raw.cells.items())
        return same >= 2 and same * 2 >= len(self._columns)

    def _row(self, raw: RawRow, row: Row) -> Iterator[CellProblem]:
        for index, column in self._columns:
            row[column.key], row.typed[column.key] = "", None
            try:
                self._fill(row, column, raw.cells.get(index))
            except _Bad as bad:
                yield self._at(raw, index, bad.saying, bad.remedy, column.title)
        if raw.cells.keys() - self._known:
            stray = min(raw.cells.keys() - self._known)
            yield self._at(raw, stray, say("这一列没有表头却有内容"), say("请删去，或补上表头"))

    def _fill(self, row: Row, column: Column, cell: Cell | None) -> None:
        if cell is None:
            if column.required:
                raise _Bad(say("不能为空"), say("请补填"))
            return
        if (wrong := wrong_sort(cell, column)) is not None:
            raise _Bad(*wrong)
        try:
            row[column.key] = text = column.plain(text_for(cell, column).strip())
            if not text and not column.required:
                return
            row.typed[column.key] = value = column.read(text)
        except Unreadable as unreadable:
            raise _Bad(unreadable.saying, column.remedy) from None
        if column.unique and (first := self._seen[column.key].setdefault(value, row.row)) != row.row:
            raise _Bad(say("与第 %(row)s 行重复", row=first), say("请只留一行"))

    def _at(self, raw: RawRow, index: int, saying: Saying, remedy: Saying, title: str = "") -> CellProblem:
        return CellProblem(self._raw.title, raw.number, letter(index), saying, remedy, title)


class _Bad(Exception):
    """A cell that can't be taken; never leaves this module."""

    def __init__(self, saying: Saying, remedy: Saying) -> None:
        self.saying, self.remedy = saying, remedy
        super().__init__(str(saying))
