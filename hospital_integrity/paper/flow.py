"""A4 pages that fill from the top: headings, paragraphs and rows of a table, a new page where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hospital_integrity.paper import colours
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.fonts import width
from hospital_integrity.paper.lines import broken

SHEET = (595.28, 841.89)
LEFT, RIGHT, TOP, BOTTOM = 56.0, 539.0, 786.0, 62.0
BODY, SMALL = 10.5, 9.5
CELL = 4.0

Columns = Sequence[tuple[str, float]]


class Flow:
    """A document that is written from top to bottom. `foot` stands on each page; `heads` are repeated on a new one."""

    def __init__(self, title: str, hospital: str, day: date, foot: str, subject: str = "医德考评") -> None:
        self.document = Document(title, hospital, subject, day, SHEET)
        self.foot, self.page, self.y = foot, 1, TOP
        self.columns: Columns = ()

    def room(self, height: float) -> None:
        """Go on to the next page unless so much is left on this one."""
        if self.y - height < BOTTOM:
            columns = self.columns
            self.next_page()
            if columns:
                self.heads(columns)

    def next_page(self) -> None:
        """End this page and begin another."""
        number = f"第 {self.page} 页"
        self.document.write(LEFT, 44, self.foot, 8, colour=colours.TAUPE)
        self.document.write(RIGHT - width(number, 8), 44, number, 8, colour=colours.TAUPE)
        self.document.end_page()
        self.page, self.y, self.columns = self.page + 1, TOP, ()

    def finish(self) -> bytes:
        """The file."""
        self.next_page()
        return self.document.finish()

    def title(self, text: str, under: str) -> None:
        """A title in the middle, a line under it."""
        middle, size = (LEFT + RIGHT) / 2, 19.0
        while width(text, size, bold=True) > RIGHT - LEFT:
            size -= 0.5
        self.document.write(middle - width(text, size, bold=True) / 2, self.y - 18, text, size, bold=True)
        self.document.write_centred(middle, self.y - 36, under, BODY)
        self.document.rule(LEFT, self.y - 45, RIGHT, colours.RED, 1.1)
        self.y -= 58

    def heading(self, text: str) -> None:
        """A heading that doesn't stand alone at the foot of a page."""
        self.columns = ()
        self.room(60)
        self.document.write(LEFT, self.y - 15, text, 12, bold=True)
        self.y -= 24

    def paragraph(self, text: str, indent: float = 0) -> None:
        """Justified lines."""
        for line in broken([(text, False)], BODY, RIGHT - LEFT - indent, indent=0):
            self.room(16)
            x = LEFT + indent
            for words, _ in line.phrases:
                x = self.document.write(x, self.y - 11, words, BODY, stretch=line.stretch)
            self.y -= 16

    def heads(self, columns: Columns) -> None:
        """The heading of a table; its columns hold until the next heading."""
        self.columns = ()
        self.room(52)
        self.columns, x = columns, LEFT
        for name, wide in columns:
            self.document.write(x + CELL, self.y - 13, name, SMALL, bold=True)
            x += wide
        self.y -= 19
        self.document.rule(LEFT, self.y, RIGHT, colours.INK, 0.8)

    def row(self, cells: Sequence[str], *, strong: bool = False) -> None:
        """A row; texts that are too long for their column go on in further lines."""
        wides = [wide for _, wide in self.columns]
        lines = [
            broken([(text, False)], SMALL, wide - 2 * CELL, indent=0) for text, wide in zip(cells, wides, strict=True)
        ]
        height = max(map(len, lines)) * 13.5 + 5
        self.room(height)
        x = LEFT
        for own, wide in zip(lines, wides, strict=True):
            for number, line in enumerate(own):
                words = "".join(part for part, _ in line.phrases)
                self.document.write(x + CELL, self.y - 12.5 - 13.5 * number, words, SMALL, bold=strong)
            x += wide
        self.y -= height
        self.document.rule(LEFT, self.y, RIGHT, colours.DARK_GOLD, 0.3)

    def gap(self, height: float) -> None:
        """Leave some room."""
        self.y -= height

    def signatures(self, *names: str) -> None:
        """Places to sign and to date."""
        self.columns = ()
        self.room(34 * len(names))
        for name in names:
            self.y -= 34
            end = self.document.write(LEFT, self.y, f"{name}：", BODY)
            self.document.rule(end, self.y - 3, end + 150, colours.INK, 0.6)
            self.document.write(RIGHT - 110, self.y, "年　　　月　　　日", BODY)
