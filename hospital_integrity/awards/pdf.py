"""The label for the ward door: a department's stars of the last three years on the hospital's paper, A4 or A5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospital_integrity.paper import colours
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.fonts import check_drawable, width
from hospital_integrity.paper.ground import place_ground
from hospital_integrity.paper.lines import fitting_size
from hospital_integrity.paper.numerals import chinese_date
from hospital_integrity.paper.page import CENTRE, HEIGHT, WIDTH
from hospital_integrity.paper.stars import GAP, gold_star, hollow_star
from hospital_integrity.paper.title import BASELINE, SIZE, title_form

TITLE, ENGLISH, HINT = "星级清廉科室", "CLEAN DEPARTMENT", "以存档为准"
HALF = 0.5**0.5  # A5 is A4 at this scale
NAME_SIZES = (44, 42, 40, 38, 36, 34, 32, 30, 28, 26, 24, 22)
SMALL_SIZES = (12.5, 12, 11, 10, 9, 8, 7)
NAME_Y, NOW_Y, RULE_Y = 306.0, 256.0, 212.0
YEAR_Y, YEARS_STARS_Y, FOOT_Y = 184.0, 158.0, 108.0
COLUMN = 190.0


@dataclass(frozen=True)
class Label:
    """What the label says; `stars` are those of today, `years` (year, stars) the last three on record, oldest first.

    `emblem` is the hospital's own picture, blank for the lotus.
    """

    hospital: str
    office: str
    department: str
    stars: int
    years: tuple[tuple[int, int], ...]
    valid_from: date
    valid_to: date
    document_no: str
    day: date
    of: int = 5
    emblem: bytes = b""


def label(words: Label, *, small: bool = False) -> bytes:
    """The label as a PDF of one page; Refused where a character can't be drawn or a name is too long."""
    for text in (words.hospital, words.office, words.department, words.document_no):
        check_drawable(text)
    document = Document(TITLE, words.hospital, TITLE, words.day)
    if small:
        document.canvas.setPageSize((WIDTH * HALF, HEIGHT * HALF))
        document.canvas.scale(HALF, HALF)
    place_ground(document, words.emblem)
    document.place(title_form(TITLE, ENGLISH))
    document.whisper(CENTRE - SIZE * len(TITLE) / 2, BASELINE, TITLE, SIZE)
    _head(document, words)
    _years(document, words)
    _foot(document, words)
    document.end_page()
    return document.finish()


def _head(document: Document, words: Label) -> None:
    size = fitting_size(words.department, WIDTH - 260, NAME_SIZES, bold=True)
    x = CENTRE - width(words.department, size, True) / 2
    document.write(x, NAME_Y, words.department, size, bold=True)
    _row_of_stars(document, CENTRE, NOW_Y, (words.stars, words.of), 1.35)


def _years(document: Document, words: Label) -> None:
    """A column for each year, between thin gold rules."""
    document.rule(CENTRE - 290, RULE_Y, CENTRE + 290, colours.GOLD, 0.7)
    for index, (year, stars) in enumerate(words.years):
        x = CENTRE + (index - (len(words.years) - 1) / 2) * COLUMN
        document.write_centred(x, YEAR_Y, f"{year} 年度", 15, colour=colours.TAUPE)
        _row_of_stars(document, x, YEARS_STARS_Y, (stars, words.of), 0.62)
    document.rule(CENTRE - 290, YEARS_STARS_Y - 22, CENTRE + 290, colours.GOLD, 0.7)


def _foot(document: Document, words: Label) -> None:
    valid = f"有效期：{chinese_date(words.valid_from)}至{chinese_date(words.valid_to)}"
    document.write_centred(CENTRE, FOOT_Y, valid, 12.5, colour=colours.INK)
    rest = "　".join(filter(None, (words.hospital, words.office, words.document_no, HINT)))
    size = fitting_size(rest, WIDTH - 250, SMALL_SIZES)
    document.write_centred(CENTRE, FOOT_Y - 22, rest, size, colour=colours.TAUPE)


def _row_of_stars(document: Document, x: float, y: float, stars: tuple[int, int], scale: float) -> None:
    held, of = stars
    for index in range(of):
        document.canvas.saveState()
        document.canvas.translate(x + (index - (of - 1) / 2) * GAP * scale, y)
        document.canvas.scale(scale, scale)
        document.place(gold_star() if index < held else hollow_star())
        document.canvas.restoreState()
