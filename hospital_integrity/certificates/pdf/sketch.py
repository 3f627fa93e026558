"""A quick picture of a page for the screen: the same lines at the same places as on paper, without the art."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hospital_integrity.certificates.pdf.layout import ADDRESS_SIZE, LEFT, Layout, holder_y, lay_out, leading
from hospital_integrity.certificates.pdf.page import SIGNED_STEP, SIGNED_X, first_signed
from hospital_integrity.paper.fonts import width
from hospital_integrity.paper.numerals import chinese_date
from hospital_integrity.paper.page import CENTRE, HEIGHT
from hospital_integrity.paper.title import BASELINE, SIZE, SMALL_BASELINE, SMALL_SIZE, SPACING
from hospital_integrity.rules.certificate import Words

BY_LETTER = 9.4  # how far a letter of the English line and its space reach, on average


@dataclass(frozen=True)
class Text:
    """Words from (x, y), y counted downwards, as wide as on paper whatever face the screen has; `tone` is a class."""

    x: float
    y: float
    text: str
    size: float
    wide: float
    tone: str = "ink"


def sketch(words: Words) -> list[Text]:
    """Every text of the page but the proof beside the code; Refused as by `check`."""
    layout = lay_out(words)
    return [*_title(words), *_holder(words, layout), *_body(words, layout), *_signature(words, layout)]


def _title(words: Words) -> Iterator[Text]:
    wide = (SIZE + SPACING) * len(words.title) - SPACING
    yield Text(CENTRE - wide / 2, HEIGHT - BASELINE, words.title, SIZE, wide, "title")
    wide = BY_LETTER * len(words.english)
    yield Text(CENTRE - wide / 2, HEIGHT - SMALL_BASELINE, words.english, SMALL_SIZE, wide, "gold")


def _holder(words: Words, layout: Layout) -> Iterator[Text]:
    y, wide = HEIGHT - holder_y(words), width(words.holder, layout.holder, True)
    yield Text(LEFT, y, words.holder, layout.holder, wide, "strong")
    address = f"{words.address}："
    yield Text(LEFT + wide + 10, y, address, ADDRESS_SIZE, width(address, ADDRESS_SIZE))


def _body(words: Words, layout: Layout) -> Iterator[Text]:
    y = HEIGHT - holder_y(words) + 5 + leading(layout.body)
    for line in layout.lines:
        x = LEFT + line.indent
        for text, strong in line.phrases:
            wide = width(text, layout.body, strong) + line.stretch * len(text)
            yield Text(x, y, text, layout.body, wide, "red" if strong else "ink")
            x += wide
        y += leading(layout.body)


def _signature(words: Words, layout: Layout) -> Iterator[Text]:
    y = HEIGHT - first_signed(layout)
    for text, size in (*layout.signed, (chinese_date(words.day), 15)):
        wide = width(text, size)
        yield Text(SIGNED_X - wide / 2, y, text, size, wide)
        y += SIGNED_STEP
