"""The rows, cells and merged ranges of one sheet, collected while its XML goes by."""

from __future__ import annotations

import re
from collections.abc import Callable

from hospital_integrity.rules.saying import say
from hospital_integrity.spreadsheet.cells import Cell, RawRow
from hospital_integrity.spreadsheet.columns import index_of
from hospital_integrity.spreadsheet.limits import Limits
from hospital_integrity.spreadsheet.package import Broken
from hospital_integrity.spreadsheet.problems import ROW_BEYOND, SheetRefused
from hospital_integrity.spreadsheet.strings import unescaped
from hospital_integrity.spreadsheet.styles import day_of_serial, plain_number

_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile("[A-Z]{1,3}([1-9][0-9]{0,6}):[A-Z]{1,3}([1-9][0-9]{0,6})")
_LONGEST_TEXT = 32_767
_MERGES = 2_000


class Grid:
    """Handlers for the parser; `rows` and `merges` are what came of it. Stops at the first row too far down."""

    def __init__(self, limits: Limits, shared: list[str], styles: list[str], from_1904: bool) -> None:
        self.rows: list[RawRow] = []
        self.merges: list[tuple[int, int, str]] = []
        self.parts: list[str] = []
        self._limits, self._shared, self._styles, self._from_1904 = limits, shared, styles, from_1904
        self._number = 0
        self._hidden = False
        self._cells: dict[int, Cell] = {}
        self._column = -1
        self._cell: dict[str, str] = {}
        self._formula = self._aside = False
        self._value: list[str] = []
        self._starts = {"c": self._start_cell, "row": self._start_row, "f": self._start_formula}
        self._starts |= {"rPh": self._start_aside, "mergeCell": self._merge}
        self._ends: dict[str, Callable[[], None]] = {
            "c": self._end_cell,
            "row": self._end_row,
            "v": self._keep,
            "t": self._keep,
        }
        self._ends["rPh"] = self._end_aside

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.parts.clear()
        handler = self._starts.get(tag)
        if handler is not None:
            handler(attributes)

    def end(self, tag: str) -> None:
        handler = self._ends.get(tag)
        if handler is not None:
            handler()
        self.parts.clear()

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self._number + 1))
        if number <= self._number:
            raise Broken(f"row {number}")
        self._number, self._column, self._cells = number, -1, {}
        self._hidden = attributes.get("hidden", "0") in {"1", "true"}

    def _end_row(self) -> None:
        if not self._cells:
            return
        self.rows.append(RawRow(self._number, self._hidden, self._cells))
        if self._number > self._limits.last_row or len(self.rows) > self._limits.rows + 10:
            raise SheetRefused(say(ROW_BEYOND, row=self._number, limit=self._limits.rows))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        column = self._column + 1
        if "r" in attributes:
            found = _REFERENCE.fullmatch(attributes["r"])
            if found is None or int(found[2]) != self._number:
                raise Broken(attributes["r"])
            column = index_of(found[1])
        if column <= self._column:
            raise Broken("column")
        self._column, self._cell, self._formula, self._value = column, attributes, False, []

    def _start_formula(self, _: dict[str, str]) -> None:
        self._formula = True

    def _start_aside(self, _: dict[str, str]) -> None:
        self._aside = True

    def _end_aside(self) -> None:
        self._aside = False

    def _keep(self) -> None:
        if not self._aside:
            self._value.append("".join(self.parts))

    def _end_cell(self) -> None:
        cell = self._read("".join(self._value))
        if cell is None:
            return
        if self._column >= self._limits.columns:
            raise SheetRefused(
                say("最多 %(limit)s 列，第 %(row)s 行超出了", limit=self._limits.columns, row=self._number)
            )
        if len(cell.text) > _LONGEST_TEXT:
            raise SheetRefused(say("第 %(row)s 行有一个单元格的文字过长", row=self._number))
        self._cells[self._column] = cell

    def _read(self, raw: str) -> Cell | None:
        if self._formula:
            return Cell("f", raw)
        if not raw.strip():
            return None
        return self._typed(self._cell.get("t", "n"), raw)

    def _typed(self, kind: str, raw: str) -> Cell | None:
        if kind == "s":
            text = self._shared[_place(raw)]
        elif kind in {"n", "d"}:
            return self._stored_day(raw) if kind == "d" else self._number_cell(raw)
        else:
            text = {"b": {"1": "TRUE", "0": "FALSE"}.get(raw, raw)}.get(kind) or unescaped(raw)
        return Cell("e" if kind == "e" else "s", text) if text.strip() else None

    def _number_cell(self, raw: str) -> Cell:
        style = int(self._cell.get("s", 0))
        sort = self._styles[style] if 0 <= style < len(self._styles) else "n"
        if sort == "d":
            return Cell(*day_of_serial(raw, self._from_1904))
        return Cell(sort, plain_number(raw))

    def _stored_day(self, raw: str) -> Cell:
        day, _, time = raw.partition("T")
        return Cell("t" if time.strip("0:.Z") else "d", day)

    def _merge(self, attributes: dict[str, str]) -> None:
        found = _RANGE.fullmatch(attributes.get("ref", ""))
        if found is None or len(self.merges) >= _MERGES:
            raise Broken("merge")
        self.merges.append((int(found[1]), int(found[2]), found[0]))


def _place(raw: str) -> int:
    if not raw.isdecimal():
        raise Broken(raw)
    return int(raw)
