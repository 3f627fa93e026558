"""What is wrong with a spreadsheet, cell by cell: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hospital_integrity.rules.saying import Refused, Saying, say

ROW_BEYOND = say("第 %(row)s 行超出范围，一次最多导入 %(limit)s 行").text
TOO_MANY = say("有 %(count)s 行，一次最多导入 %(limit)s 行").text
TOO_LONG = (ROW_BEYOND, TOO_MANY)


@dataclass(frozen=True)
class CellProblem:
    """One bad cell; `row` as the spreadsheet program numbers it, `column` its letter, `title` the column's heading."""

    sheet: str
    row: int
    column: str
    saying: Saying
    remedy: Saying
    title: str = ""

    @property
    def place(self) -> Saying:
        """Where the cell is, for a list on the screen."""
        if self.title:
            return say("第 %(row)s 行 %(column)s 列（%(title)s）", row=self.row, column=self.column, title=self.title)
        return say("第 %(row)s 行 %(column)s 列", row=self.row, column=self.column)


class SheetRefused(Refused):
    """The file, or a cell of it, can't be taken; nothing was written. `problems` is empty when no cell is to blame."""

    def __init__(self, saying: Saying, problems: Iterable[CellProblem] = ()) -> None:
        self.problems = tuple(sorted(problems, key=_in_reading_order))
        super().__init__(saying)

    @property
    def too_long(self) -> bool:
        """Whether nothing is wrong so far but that there are more rows than these limits allow."""
        return self.saying.text in TOO_LONG


def refused_cells(problems: Iterable[CellProblem]) -> SheetRefused:
    """The refusal for a list of bad cells, of whoever found them."""
    found = tuple(problems)
    saying = say("表格里有 %(count)s 处问题，没有写入任何数据；请按清单改正后重新上传", count=len(found))
    return SheetRefused(saying, found)


def _in_reading_order(problem: CellProblem) -> tuple[int, int, str]:
    return problem.row, len(problem.column), problem.column
