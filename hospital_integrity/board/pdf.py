"""The case file of an entry on paper: plain words in, PDF bytes out; the same words make the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hospital_integrity.paper import colours
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.fonts import width
from hospital_integrity.paper.lines import Line, broken
from hospital_integrity.rules.dossier import Dossier, Section, Table

SHEET = (595.28, 841.89)
LEFT, RIGHT, TOP, BOTTOM = 62.0, 533.0, 778.0, 84.0
BODY, SMALL, LEADING, TIGHT = 11.0, 9.5, 18.0, 14.0
LABEL, PAD = 104.0, 4.0


@dataclass(frozen=True)
class Block:
    """Something that stays on one page: its height, what it is, its lines, and the columns of a row."""

    height: float
    kind: str
    cells: Sequence[Sequence[Line]] = ()
    text: str = ""
    columns: tuple[tuple[str, int], ...] = ()
    keep: float = 0  # how much room has to follow on the same page


def draw(dossier: Dossier) -> bytes:
    """The case file as a PDF on A4; Refused when a character can't be printed."""
    document = Document(dossier.title, dossier.hospital, "案卷", dossier.day, SHEET)
    pages = list(_paginated(_blocks(dossier)))
    for number, blocks in enumerate(pages, 1):
        _page(document, dossier, blocks, f"第 {number} 页　共 {len(pages)} 页")
    return document.finish()


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Block(56, "title", text=dossier.title)
    for section in dossier.sections:
        yield Block(34, "heading", text=section.heading, keep=44)
        yield from _section(section)


def _section(section: Section) -> Iterator[Block]:
    if section.empty:
        yield Block(LEADING, "fact", _lines(("无", ""), (LABEL, RIGHT - LEFT - LABEL), BODY))
        return
    for fact in section.facts:
        yield from _fact(*fact)
    if section.table and section.table.rows:
        yield from _table(section.table)


def _fact(name: str, text: str) -> Iterator[Block]:
    # A long text may run over the page, line by line.
    label = broken([(name, True)], BODY, LABEL - 8, indent=0)
    lines = broken([(text, False)], BODY, RIGHT - LEFT - LABEL, indent=0)
    for number in range(max(len(label), len(lines))):
        yield Block(LEADING, "fact", [label[number : number + 1], lines[number : number + 1]])


def _table(table: Table) -> Iterator[Block]:
    widths = [share * (RIGHT - LEFT) / 100 for _, share in table.columns]
    yield Block(24, "heads", columns=table.columns, keep=24)
    for row in table.rows:
        cells = _lines(row, [one - 2 * PAD for one in widths], SMALL)
        yield Block(max(map(len, cells)) * TIGHT + 8, "row", cells, columns=table.columns)


def _lines(texts: Sequence[str], widths: Sequence[float], size: float) -> list[list[Line]]:
    return [broken([(text, False)], size, room, indent=0) for text, room in zip(texts, widths, strict=True)]


def _paginated(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    page: list[Block] = []
    room = TOP - BOTTOM
    for block in blocks:
        if block.height + block.keep > room and page:
            yield page
            page, room = [], TOP - BOTTOM
            if block.kind == "row":
                page = [Block(24, "heads", columns=block.columns)]
                room -= 24
        page.append(block)
        room -= block.height
    yield page


def _page(document: Document, dossier: Dossier, blocks: Sequence[Block], foot: str) -> None:
    y = TOP
    for block in blocks:
        DRAWN[block.kind](document, y, block)
        y -= block.height
    document.rule(LEFT, 66, RIGHT, colours.DARK_GOLD, 0.5)
    for number, line in enumerate(
        broken([(dossier.mark or "内部资料，不得外传", False)], 8.5, RIGHT - LEFT - 90, indent=0)
    ):
        _write(document, LEFT, 52 - 11 * number, line, 8.5)
    document.write(RIGHT - width(foot, 8.5), 52, foot, 8.5)
    document.end_page()


def _title(document: Document, y: float, block: Block) -> None:
    size = 20.0
    document.write((LEFT + RIGHT - width(block.text, size, bold=True)) / 2, y - 20, block.text, size, bold=True)
    document.rule(LEFT, y - 36, RIGHT, colours.RED, 1.2)


def _heading(document: Document, y: float, block: Block) -> None:
    document.write(LEFT, y - 22, block.text, 13, bold=True)


def _draw_fact(document: Document, y: float, block: Block) -> None:
    label, text = block.cells
    for line in label:
        _write(document, LEFT, y - 13, line, BODY)
    for line in text:
        _write(document, LEFT + LABEL, y - 13, line, BODY)


def _write(document: Document, x: float, y: float, line: Line, size: float) -> None:
    x += line.indent
    for text, bold in line.phrases:
        x = document.write(x, y, text, size, bold=bold, stretch=line.stretch)


def _edges(block: Block) -> Iterator[tuple[str, float]]:
    x = LEFT
    for name, share in block.columns:
        yield name, x + PAD
        x += share * (RIGHT - LEFT) / 100


def _draw_heads(document: Document, y: float, block: Block) -> None:
    document.rule(LEFT, y - 2, RIGHT, colours.INK, 0.9)
    for name, x in _edges(block):
        document.write(x, y - 16, name, SMALL, bold=True)
    document.rule(LEFT, y - 22, RIGHT, colours.INK, 0.5)


def _draw_row(document: Document, y: float, block: Block) -> None:
    for lines, (_, x) in zip(block.cells, _edges(block), strict=True):
        for number, line in enumerate(lines):
            _write(document, x, y - 14 - TIGHT * number, line, SMALL)
    document.rule(LEFT, y - block.height, RIGHT, colours.DARK_GOLD, 0.3)


DRAWN = {"title": _title, "heading": _heading, "fact": _draw_fact, "heads": _draw_heads, "row": _draw_row}
