"""Minutes of a meeting on paper: plain words in, PDF bytes out; the same words make the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hospital_integrity.paper import colours
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.fonts import width
from hospital_integrity.paper.lines import Line, broken
from hospital_integrity.rules.minutes import Item, Minutes

SHEET = (595.28, 841.89)
LEFT, RIGHT, TOP, BOTTOM = 71.0, 524.0, 770.0, 92.0
BODY, SMALL, LEADING = 12.0, 10.5, 21.0
COLUMNS = (
    ("序号", 32),
    ("对象", 140),
    ("上年", 52),
    ("提案", 62),
    ("赞成", 34),
    ("反对", 34),
    ("弃权", 34),
    ("决定", 65),
)
PAD = 4.0


@dataclass(frozen=True)
class Block:
    """Something that stays on one page: its height and what it is (a text, a row, a heading, a signature)."""

    height: float
    kind: str
    content: object


def draw(minutes: Minutes) -> bytes:
    """The minutes as a PDF file on A4; Refused when a character can't be printed."""
    document = Document(minutes.title, minutes.hospital, "会议记录", minutes.day, SHEET)
    pages = list(_paginated(_blocks(minutes)))
    for number, blocks in enumerate(pages, 1):
        _page(document, minutes, blocks, f"第 {number} 页　共 {len(pages)} 页")
    return document.finish()


def _blocks(minutes: Minutes) -> Iterator[Block]:
    yield Block(62, "title", minutes.title)
    for name, text in minutes.facts:
        yield from _fact(name, text)
    yield Block(10, "gap", None)
    for paragraph in minutes.paragraphs:
        for line in broken([(paragraph, False)], BODY, RIGHT - LEFT, indent=2 * BODY):
            yield Block(LEADING, "line", line)
    if minutes.items:
        yield Block(30, "heads", None)
    for number, item in enumerate(minutes.items, 1):
        yield _row(str(number), item)
    yield Block(34 + 40 * len(minutes.signatures), "signatures", minutes.signatures)


def _fact(name: str, text: str) -> Iterator[Block]:
    label = f"{name}："
    lines = broken([(text, False)], BODY, RIGHT - LEFT - width(label, BODY, bold=True), indent=0)
    for number, line in enumerate(lines):
        yield Block(LEADING, "fact", (label, line, number == 0))


def _row(number: str, item: Item) -> Block:
    texts = (number, item.name, item.last, item.proposed, *map(str, item.votes), item.decision)
    cells = [
        broken([(text, False)], SMALL, room - 2 * PAD, indent=0) for text, (_, room) in zip(texts, COLUMNS, strict=True)
    ]
    notes = [line for text in item.more for line in broken([(text, False)], SMALL, RIGHT - LEFT - 48, indent=0)]
    tallest = max(map(len, cells))
    return Block((tallest + len(notes)) * 15.5 + 10, "row", (cells, notes, tallest))


def _paginated(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    page, room = [], TOP - BOTTOM
    for block in blocks:
        if block.height > room and page:
            yield page
            again = [Block(30, "heads", None)] if block.kind == "row" else []
            page, room = again, TOP - BOTTOM - sum(one.height for one in again)
        page.append(block)
        room -= block.height
    yield page


def _page(document: Document, minutes: Minutes, blocks: Sequence[Block], foot: str) -> None:
    y = TOP
    for block in blocks:
        DRAWN[block.kind](document, y, block)
        y -= block.height
    document.rule(LEFT, 70, RIGHT, colours.DARK_GOLD, 0.5)
    document.write(LEFT, 54, minutes.hospital, 9)
    document.write(RIGHT - width(foot, 9), 54, foot, 9)
    document.end_page()


def _title(document: Document, y: float, block: Block) -> None:
    size = 21.0
    text = str(block.content)
    while width(text, size, bold=True) > RIGHT - LEFT:
        size -= 0.5
    document.write((LEFT + RIGHT - width(text, size, bold=True)) / 2, y - 20, text, size, bold=True)
    document.rule(LEFT, y - 38, RIGHT, colours.RED, 1.2)


def _write(document: Document, x: float, y: float, line: Line, size: float) -> None:
    x += line.indent
    for text, _ in line.phrases:
        x = document.write(x, y, text, size, stretch=line.stretch)


def _draw_fact(document: Document, y: float, block: Block) -> None:
    label, line, first = block.content  # type: ignore[misc]
    if first:
        document.write(LEFT, y - 14, label, BODY, bold=True)
    _write(document, LEFT + width(label, BODY, bold=True), y - 14, line, BODY)


def _draw_line(document: Document, y: float, block: Block) -> None:
    _write(document, LEFT, y - 14, block.content, BODY)  # type: ignore[arg-type]


def _edges() -> Iterator[tuple[str, float, float]]:
    x = LEFT
    for name, room in COLUMNS:
        yield name, x, x + room
        x += room


def _draw_heads(document: Document, y: float, _block: Block) -> None:
    document.rule(LEFT, y - 4, RIGHT, colours.INK, 1.0)
    for name, start, end in _edges():
        document.write((start + end - width(name, SMALL, bold=True)) / 2, y - 20, name, SMALL, bold=True)
    document.rule(LEFT, y - 29, RIGHT, colours.INK, 0.6)


def _draw_row(document: Document, y: float, block: Block) -> None:
    cells, notes, tallest = block.content  # type: ignore[misc]
    for lines, (name, start, end) in zip(cells, _edges(), strict=True):
        for number, line in enumerate(lines):
            text = "".join(part for part, _ in line.phrases)
            at = start + PAD if name == "对象" else (start + end - width(text, SMALL)) / 2
            document.write(at, y - 15 - 15.5 * number, text, SMALL)
    for number, line in enumerate(notes, tallest):
        _write(document, LEFT + 36, y - 15 - 15.5 * number, line, SMALL)
    document.rule(LEFT, y - block.height, RIGHT, colours.DARK_GOLD, 0.35)


def _draw_signatures(document: Document, y: float, block: Block) -> None:
    for number, name in enumerate(block.content):  # type: ignore[arg-type, var-annotated]
        line = y - 52 - 40 * number
        end = document.write(LEFT, line, f"{name}：", BODY)
        document.rule(end, line - 3, RIGHT - 190, colours.INK, 0.6)
        end = document.write(RIGHT - 170, line, "日期：", BODY)
        document.rule(end, line - 3, RIGHT, colours.INK, 0.6)


DRAWN = {
    "title": _title,
    "fact": _draw_fact,
    "gap": lambda *_: None,
    "line": _draw_line,
    "heads": _draw_heads,
    "row": _draw_row,
    "signatures": _draw_signatures,
}
