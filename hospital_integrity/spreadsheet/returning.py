"""The file that goes back to its owner: the one that was sent, bad cells red, and a list of all problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet.cells import RawSheet
from hospital_integrity.spreadsheet.columns import index_of
from hospital_integrity.spreadsheet.csvfile import TITLE, read_csv
from hospital_integrity.spreadsheet.limits import SCREEN, Limits
from hospital_integrity.spreadsheet.marking import LIST_TITLE
from hospital_integrity.spreadsheet.preflight import kind_of
from hospital_integrity.spreadsheet.problems import CellProblem, SheetRefused
from hospital_integrity.spreadsheet.sandbox import mark_apart
from hospital_integrity.spreadsheet.writing import Book, table_workbook

LIST_HEADERS = ("工作表", "行", "列", "问题", "怎么改")
MOST_MARKS = 500
BAD = {"bg_color": "#FFC7CE"}
Speak = Callable[[Saying], str]


def marked_copy(
    data: bytes, problems: Sequence[CellProblem], filename: str = "", limits: Limits = SCREEN, speak: Speak = str
) -> bytes:
    """A workbook: the same as `data` with bad cells marked and a list of them; of a CSV a workbook with its cells.

    A file that can't be opened again gives the list alone. `speak` puts sayings into the reader's language.
    """
    listing = [list(LIST_HEADERS), *(_listed(problem, speak) for problem in problems)]
    try:
        if kind_of(data, filename or "x.csv", limits) == "csv":
            return _from_csv(data, problems, limits, listing, speak)
        return mark_apart(data, limits, [_marked(problem, speak) for problem in problems[:MOST_MARKS]], listing)
    except SheetRefused:
        return table_workbook(LIST_TITLE, LIST_HEADERS, listing[1:])


def _listed(problem: CellProblem, speak: Speak) -> list[str]:
    column = f"{problem.column} {problem.title}".strip()
    return [problem.sheet, str(problem.row), column, speak(problem.saying), speak(problem.remedy)]


def _marked(problem: CellProblem, speak: Speak) -> list[str | int]:
    return [problem.sheet, problem.row, problem.column, _comment(problem, speak)]


def _comment(problem: CellProblem, speak: Speak) -> str:
    return f"{speak(problem.saying)}\n{speak(problem.remedy)}"


def _from_csv(
    data: bytes, problems: Sequence[CellProblem], limits: Limits, listing: list[list[str]], speak: Speak
) -> bytes:
    bad = {(problem.row, index_of(problem.column)): _comment(problem, speak) for problem in problems[:MOST_MARKS]}
    saved = BytesIO()
    with Book(saved) as book:
        _write_cells(book, read_csv(data, limits), bad)
        _write_listing(book, listing)
    return saved.getvalue()


def _write_cells(book: Book, raw: RawSheet, bad: Mapping[tuple[int, int], str]) -> None:
    sheet = book.add_sheet(TITLE)
    texts = {(row.number, index): cell.text for row in raw.rows for index, cell in row.cells.items()}
    for place in texts.keys() | bad.keys():
        look = BAD if place in bad else {}
        book.write(sheet, place[0] - 1, place[1], texts.get(place), num_format="@", **look)
    for (number, index), words in bad.items():
        sheet.write_comment(number - 1, index, words)


def _write_listing(book: Book, listing: list[list[str]]) -> None:
    sheet = book.add_sheet(LIST_TITLE)
    for number, words in enumerate(listing):
        for index, text in enumerate(words):
            book.write(sheet, number, index, text)
