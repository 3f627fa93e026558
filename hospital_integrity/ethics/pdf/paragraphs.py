"""Text that must fit into a box of a form: set smaller, and at last cut, never over the edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil

from hospital_integrity.paper.document import Document
from hospital_integrity.paper.fonts import width
from hospital_integrity.paper.lines import Line, broken

SIZES = (10.5, 9.5, 8.5, 7.5, 6.5)
LEADING = 1.42

Set = tuple[float, list[Line]]


def fitted(texts: Sequence[str], wide: float, high: float, more: str = "…… 其余 %d 项见医德档案") -> Set:
    """Paragraphs in the largest size at which all fit; at the smallest one the last are left out, and counted."""
    widths = [unit(text) for text in texts]
    for size in SIZES:
        least = sum(max(1, ceil(one * size / wide - 0.2)) for one in widths)
        if least * size * LEADING > high:
            continue
        lines = list(_lines(texts, size, wide))
        if len(lines) * size * LEADING <= high:
            return size, lines
    return _cut(texts, wide, high, more)


def _cut(texts: Sequence[str], wide: float, high: float, more: str) -> Set:
    size = SIZES[-1]
    room = int(high / (size * LEADING))
    kept: list[Line] = []
    for number, text in enumerate(texts):
        own = list(_lines([text], size, wide))
        if len(kept) + len(own) > room - 1:
            rest = len(texts) - number
            first = own[: room - 1 - len(kept)] if not kept else []
            return size, [*kept, *first, *_lines([more % rest], size, wide)]
        kept += own
    return size, kept


@lru_cache(maxsize=20_000)
def unit(text: str) -> float:
    """How wide a text is in one size of type; the same words stand on many sheets."""
    return width(text, 1)


def _lines(texts: Sequence[str], size: float, wide: float) -> Iterator[Line]:
    for text in texts:
        if unit(text) * size <= wide:
            yield Line(((text, False),), 0, 0)
        else:
            yield from broken([(text, False)], size, wide, indent=0)


def write_lines(document: Document, x: float, top: float, text: Set) -> None:
    """Write what was fitted, its first line just under `top`."""
    size, lines = text
    y = top - size * 1.12
    for line in lines:
        at = x + line.indent
        for words, _ in line.phrases:
            at = document.write(at, y, words, size, stretch=line.stretch)
        y -= size * LEADING
