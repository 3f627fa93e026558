"""Chinese lines: breaking with the rules of line start and end (避头尾), justified lines, and text made to fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hospital_integrity.paper.fonts import advance, normal, width
from hospital_integrity.rules.saying import Refused

# What may not be torn apart: openings with what follows, a Latin word or number, and marks with what stands before.
CHUNK = re.compile(
    r"[“‘（《〈「『【〔(\[]*(?:[\w.@/+&'’%-]+|.)[，。、；：？！）》〉」』】〕”’…—·%,.;:?!)\]]*\s?", re.ASCII | re.S
)
HANGING = "，。、；："
LONGEST = 2000  # characters of a text; nothing on one sheet is longer


Phrase = tuple[str, bool]  # words, and whether they are emphasised: bold and red
Cell = tuple[str, bool]  # the same for a single character


@dataclass(frozen=True)
class Line:
    """A line ready to be written: its phrases, its indent, and what to add after every character."""

    phrases: tuple[Phrase, ...]
    indent: float
    stretch: float


def broken(phrases: Sequence[Phrase], size: float, measure: float, indent: float) -> list[Line]:
    """A paragraph in lines no wider than `measure`; all but the last fill it. `indent` is for the first line."""
    cells = [(character, strong) for text, strong in phrases for character in normal(text)]
    found: list[list[Cell]] = [[]]
    for chunk in chunks(cells, measure / size - 1):
        room = measure - (indent if len(found) == 1 else 0)
        if found[-1] and natural([*found[-1], *chunk], size) > room + overhang(chunk, size):
            found.append([])
        found[-1] += chunk
    return [
        made(line, size, measure, indent if index == 0 else 0, last=index == len(found) - 1)
        for index, line in enumerate(found)
    ]


def chunks(cells: list[Cell], longest: float) -> Iterator[list[Cell]]:
    """Cells that stay together; a word too long for a whole line is cut after all."""
    text = "".join(character for character, _ in cells)
    limit = max(2, int(longest))
    for found in CHUNK.finditer(text):
        for start in range(found.start(), found.end(), limit):
            yield cells[start : min(start + limit, found.end())]


def overhang(cells: list[Cell], size: float) -> float:
    """A mark at the end of a full line is half blank: that half may stand out, so that the ink ends flush."""
    return size / 2 if cells and cells[-1][0] in HANGING else 0.0


def natural(cells: list[Cell], size: float) -> float:
    return sum(advance(character, strong) for character, strong in trimmed(cells)) * size


def trimmed(cells: list[Cell]) -> list[Cell]:
    return cells[:-1] if cells and cells[-1][0].isspace() else cells


def made(cells: list[Cell], size: float, measure: float, indent: float, last: bool) -> Line:
    """Spreads a full line over the measure; a gap too wide to hide (after a long word) is left open."""
    cells = trimmed(cells)
    gap = measure + overhang(cells, size) - indent - natural(cells, size)
    stretch = 0.0 if last else gap / max(1, len(cells) - 1)
    phrases = (("".join(c for c, _ in group), strong) for strong, group in groupby(cells, lambda cell: cell[1]))
    return Line(tuple(phrases), indent, stretch if stretch < size / 4 else 0.0)


def fitting_size(text: str, measure: float, sizes: Sequence[float], bold: bool = False) -> float:
    """The first of `sizes` (falling) at which the text fits into one line; Refused, saying how long it may be."""
    for size in sizes:
        if len(text) <= LONGEST and width(text, size, bold) <= measure:
            return size
    raise Refused(
        "“%(text)s”太长，证书上一行写不下，请缩短到%(limit)s个汉字以内。",
        text=text[:40],
        limit=int(measure / sizes[-1]),
    )
