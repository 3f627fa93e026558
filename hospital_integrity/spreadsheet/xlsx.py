"""Reads the first visible sheet of a workbook as text, in one pass, stopping at the first row too far down.

Runs in a process of its own (child.py), imports only the standard library, and trusts nothing in the file: the
stated dimension is ignored, references must rise, and what Excel itself would repair is called broken. No reader
library is used: each hides what must be seen here (formulas, hidden rows, the text a number was stored as).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hospital_integrity.rules.saying import say
from hospital_integrity.spreadsheet.cells import RawSheet
from hospital_integrity.spreadsheet.grid import Grid
from hospital_integrity.spreadsheet.limits import Limits
from hospital_integrity.spreadsheet.package import Package, parse
from hospital_integrity.spreadsheet.preflight import NOT_EXCEL
from hospital_integrity.spreadsheet.problems import SheetRefused
from hospital_integrity.spreadsheet.strings import Strings
from hospital_integrity.spreadsheet.styles import sorts_of_styles


def read_xlsx(data: bytes, limits: Limits) -> RawSheet:
    """The first visible sheet of a workbook; raises `SheetRefused`, `Broken`, `TooComplex` or a parser's error."""
    package = Package(data, limits.unpacked)
    main = next((name for kind, name in package.links("").values() if kind == "officeDocument"), "")
    if not main.endswith(".xml"):
        raise SheetRefused(NOT_EXCEL)
    links = package.links(main)
    book = _book(package.part(main))
    title, sheet = _first_sheet(book, links)
    grid = Grid(limits, _shared(package, links, limits), _styles(package, links), book.from_1904)
    parse(package.part(sheet), grid.start, grid.end, grid.parts.append)
    return RawSheet(title, grid.rows, tuple(grid.merges))


@dataclass
class _Book:
    from_1904: bool = False
    sheets: list[tuple[str, str]] = field(default_factory=list)


def _book(content: bytes) -> _Book:
    book = _Book()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            book.from_1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif tag == "sheet" and attributes.get("state", "visible") == "visible":
            link = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            book.sheets.append((attributes.get("name", ""), link))

    parse(content, start)
    return book


def _first_sheet(book: _Book, links: dict[str, tuple[str, str]]) -> tuple[str, str]:
    for title, link in book.sheets:
        kind, name = links.get(link, ("", ""))
        if kind == "worksheet":
            return title, name
    raise SheetRefused(say("文件里没有可见的工作表"))


def _styles(package: Package, links: dict[str, tuple[str, str]]) -> list[str]:
    name = next((name for kind, name in links.values() if kind == "styles"), None)
    return sorts_of_styles(package.part(name)) if name else []


def _shared(package: Package, links: dict[str, tuple[str, str]], limits: Limits) -> list[str]:
    name = next((name for kind, name in links.values() if kind == "sharedStrings"), None)
    if name is None:
        return []
    strings = Strings((limits.rows + 100) * limits.columns)
    parse(package.part(name), strings.start, strings.end, strings.parts.append)
    return strings.found
