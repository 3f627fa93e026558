"""One certificate drawn on one page: ground, title, holder, body, stars, proof, signature."""

from __future__ import annotations

from collections.abc import Callable

from hospital_integrity.certificates.pdf.layout import ADDRESS_SIZE, LEFT, Layout, holder_y, leading
from hospital_integrity.paper import colours
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.ground import place_ground
from hospital_integrity.paper.numerals import chinese_date
from hospital_integrity.paper.page import CENTRE, HEIGHT, WIDTH
from hospital_integrity.paper.seal import seal_form
from hospital_integrity.paper.stars import GAP, gold_star, hollow_star
from hospital_integrity.paper.title import BASELINE, SIZE, title_form
from hospital_integrity.rules.certificate import Words

Picture = Callable[[str], bytes]

SIGNED_X, SIGNED_Y, SIGNED_STEP = WIDTH - 222, 134.0, 25
SEAL_X, SEAL_Y = SIGNED_X + 8, 124.0
STARS_Y = 181.0
CODE_Y, CODE_SIDE = 84.0, 74.0  # 26 mm: at 150 dpi both poppler and pdfium keep its modules apart
HINT = "扫码核验真伪，以存档为准"
SPECIMEN = "样　张"


def draw_page(
    document: Document, words: Words, layout: Layout, picture: Picture, *, plain: bool = False, specimen: bool = False
) -> None:
    """Draws the words as they were laid out, and ends the page; see `pdf.draw_many`."""
    place_ground(document, picture(words.emblem) if words.emblem else b"", plain=plain)
    document.place(title_form(words.title, words.english))
    document.whisper(CENTRE - SIZE * len(words.title) / 2, BASELINE, words.title, SIZE)
    draw_holder(document, words, layout)
    draw_body(document, layout, holder_y(words) - 5 - leading(layout.body))
    draw_stars(document, words)
    draw_signature(document, words, layout)
    draw_proof(document, words, layout)
    if specimen:
        document.write_across(CENTRE, HEIGHT / 2, SPECIMEN, 170, colours.RED, 24)
    document.end_page()


def draw_holder(document: Document, words: Words, layout: Layout) -> None:
    """The name on its gold line, then how the holder is addressed."""
    y = holder_y(words)
    end = document.write(LEFT, y, words.holder, layout.holder, bold=True)
    document.rule(LEFT - 4, y - 6, end + 6, colours.DARK_GOLD, 0.8)
    document.write(end + (12 if words.address else 6), y, f"{words.address}：", ADDRESS_SIZE)


def draw_body(document: Document, layout: Layout, y: float) -> None:
    for line in layout.lines:
        x = LEFT + line.indent
        for text, strong in line.phrases:
            colour = colours.RED if strong else colours.INK
            x = document.write(x, y, text, layout.body, bold=strong, colour=colour, stretch=line.stretch)
        y -= leading(layout.body)


def draw_stars(document: Document, words: Words) -> None:
    for index in range(words.of_stars):
        form = gold_star() if index < words.stars else hollow_star()
        document.place(form, CENTRE + (index - (words.of_stars - 1) / 2) * GAP, STARS_Y)


def draw_signature(document: Document, words: Words, layout: Layout) -> None:
    """Who signs and when, centred; the drawn seal, if any, lies over both, otherwise the place is for the wet seal."""
    y = first_signed(layout)
    for text, size in layout.signed:
        document.write_centred(SIGNED_X, y, text, size)
        y -= SIGNED_STEP
    document.write_centred(SIGNED_X, y, chinese_date(words.day), 15)
    if words.seal:
        document.place(seal_form(words.hospital, words.seal_line), SEAL_X, SEAL_Y)


def first_signed(layout: Layout) -> float:
    """The line of who signs first; the date stays where it is, so that the seal's own line comes to lie under it."""
    return SIGNED_Y + SIGNED_STEP * (len(layout.signed) - 1)


def draw_proof(document: Document, words: Words, layout: Layout) -> None:
    """The QR code, and beside it what to type where there is no camera and the decision that the paper rests on."""
    document.stamp_code(words.check_url, LEFT, CODE_Y, CODE_SIDE, colours.BROWN)
    decision = [(words.decision, layout.decision)] if words.decision else []
    lines = (("证书编号", 9), (words.serial, 10.5), *decision, (HINT, 9), (words.check_place, 8))
    step = 39.6 / (len(lines) - 1)
    for row, (text, size) in enumerate(lines):
        y = CODE_Y + 11 + (42 if not decision else 43.5) - (step + bool(decision)) * row
        document.write(LEFT + CODE_SIDE + 12, y, text, size, colour=colours.TAUPE)
