"""The title in brush strokes, red over a gold shadow, and the small English line between tapering rules."""

from __future__ import annotations

from functools import lru_cache

from hospital_integrity.paper.colours import BRUSH_RED, DARK_GOLD, GOLD, GOLD_SHADOW, Gradient
from hospital_integrity.paper.drawing import Drawing, Form
from hospital_integrity.paper.outlines import Outline, has_outline, outline
from hospital_integrity.paper.page import BOX, CENTRE
from hospital_integrity.paper.shapes import polygon, star
from hospital_integrity.rules.saying import Refused

FILE = "title_outlines.txt"
BASELINE, SIZE, SPACING = 392.0, 74.0, 15.0
SMALL_BASELINE, SMALL_SIZE, SMALL_SPACING = 367.0, 10.2, 3.6
SHADOW = 1.1
LONGEST_TITLE, LONGEST_ENGLISH = 6, 32
GLYPH_RED = Gradient((0, 850), (0, -160), BRUSH_RED)
SPACE = Outline(1000, 300, "")


@lru_cache(maxsize=32)
def title_form(title: str, english: str) -> Form:
    """Title and English line as one drawing; Refused when a character was never cut for titles, or it is too long."""
    drawing = Drawing()
    draw_brush(drawing, brush_of(title))
    draw_english(drawing, serif_of(english))
    return drawing.form(BOX)


def brush_of(title: str) -> list[Outline]:
    """The brush outlines of a title."""
    if not 0 < len(title) <= LONGEST_TITLE:
        raise Refused("证书标题须为1至%(limit)s个字", limit=LONGEST_TITLE)
    return [cut("brush", character) for character in title]


def serif_of(english: str) -> list[Outline]:
    """The outlines of the English line."""
    if len(english) > LONGEST_ENGLISH:
        raise Refused("英文标题最多%(limit)s个字符", limit=LONGEST_ENGLISH)
    return [cut("serif", character) for character in english.upper()]


def cut(face: str, character: str) -> Outline:
    if character == " ":
        return SPACE
    if not has_outline(FILE, face, character):
        raise Refused("证书标题里没有“%(character)s”这个字的书法字形，请换一个标题。", character=character)
    return outline(FILE, face, character)


def draw_brush(drawing: Drawing, glyphs: list[Outline]) -> None:
    """Each character's shadow and body are the same bytes side by side, so that the shadow packs to nothing."""
    for glyph, x in spread(glyphs, SIZE, SPACING)[0]:
        scale = SIZE / glyph.em
        with drawing.moved(scale, 0, 0, scale, x + SHADOW, BASELINE - SHADOW):
            drawing.fill(glyph.path, GOLD_SHADOW)
        with drawing.moved(scale, 0, 0, scale, x, BASELINE):
            drawing.shade(glyph.path, GLYPH_RED)


def draw_english(drawing: Drawing, glyphs: list[Outline]) -> None:
    placed, width = spread(glyphs, SMALL_SIZE, SMALL_SPACING)
    for glyph, x in placed:
        scale = SMALL_SIZE / glyph.em
        if glyph.path:
            with drawing.moved(scale, 0, 0, scale, x, SMALL_BASELINE):
                drawing.fill(glyph.path, DARK_GOLD)
    for side in (-1, 1):
        with drawing.moved(side, 0, 0, 1, CENTRE + side * (width / 2 + 14), SMALL_BASELINE + 3.6):
            drawing.fill(polygon([(0, -0.4), (82, -0.05), (82, 0.05), (0, 0.9)]), GOLD)
            drawing.fill(polygon(star(-1.5, 0.2, 3.4, points=4, inner=0.42, angle=0)), GOLD)


def spread(glyphs: list[Outline], size: float, spacing: float) -> tuple[list[tuple[Outline, float]], float]:
    """Glyphs with their x, centred on the sheet, and the width of the whole."""
    advances = [glyph.advance * size / glyph.em + spacing for glyph in glyphs]
    width = sum(advances) - spacing
    starts = [CENTRE - width / 2 + sum(advances[:index]) for index in range(len(glyphs))]
    return list(zip(glyphs, starts, strict=True)), width
