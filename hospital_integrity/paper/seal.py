"""A round seal as hospitals have it: a ring of tall characters, a star, a line below. A picture, not a signature."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin

from hospital_integrity.paper.colours import SEAL_RED
from hospital_integrity.paper.drawing import Drawing, Form
from hospital_integrity.paper.outlines import Outline, has_outline, outline
from hospital_integrity.paper.shapes import circle, polygon, star
from hospital_integrity.rules.saying import Refused

FILE, FACE = "seal_outlines.txt.xz", "serif"
RADIUS = 50.0
NARROW, TALL = 0.86, 1.22  # ring characters are stretched towards the middle
OPACITY = 0.88
LONGEST_RING, LONGEST_LINE = 24, 10


@lru_cache(maxsize=32)
def seal_form(ring: str, line: str) -> Form:
    """The seal around the origin: `ring` names the hospital, `line` says what the seal is for."""
    if not 2 <= len(ring) <= LONGEST_RING or len(line) > LONGEST_LINE:
        raise Refused("印章环文须为2至%(ring)s个字，下方文字最多%(line)s个字。", ring=LONGEST_RING, line=LONGEST_LINE)
    drawing = Drawing()
    drawing.blend(OPACITY)
    drawing.fill(f"{circle(0, 0, RADIUS)} {circle(0, 0, RADIUS - 2.4, turn=-1)}", SEAL_RED)
    drawing.fill(polygon(star(0, 1, RADIUS * 0.3)), SEAL_RED)
    draw_ring(drawing, [cut(character) for character in ring])
    draw_line(drawing, [cut(character) for character in line])
    return drawing.form((-RADIUS, -RADIUS, RADIUS, RADIUS))


def cut(character: str) -> Outline:
    if not has_outline(FILE, FACE, character):
        raise Refused("印章里画不出“%(character)s”，请改用通用规范汉字，或留空盖实体章。", character=character)
    return outline(FILE, FACE, character)


def draw_ring(drawing: Drawing, glyphs: list[Outline]) -> None:
    """Characters stand on an inner circle with their feet to the middle, spread over at most 262 degrees."""
    count = len(glyphs)
    size = RADIUS * (0.30 if count <= 10 else 0.27 if count <= 13 else 0.235 if count <= 17 else 0.19)
    span = min(262.0, count * 25.5 + 8)
    foot = RADIUS - 4.6 - size * 1.16
    for index, glyph in enumerate(glyphs):
        angle = radians(90 + span / 2 - span * (index + 0.5) / count)
        wide, high = size / glyph.em * NARROW, size / glyph.em * TALL
        right, up = (sin(angle) * wide, -cos(angle) * wide), (cos(angle) * high, sin(angle) * high)
        out, aside = foot + 0.12 * size * TALL, -glyph.advance / 2
        x, y = cos(angle) * out + right[0] * aside, sin(angle) * out + right[1] * aside
        with drawing.moved(*right, *up, x, y):
            drawing.fill(glyph.path, SEAL_RED)


def draw_line(drawing: Drawing, glyphs: list[Outline]) -> None:
    size = RADIUS * 0.165
    width = size * 1.12
    for index, glyph in enumerate(glyphs):
        with drawing.moved(size / glyph.em, 0, 0, size / glyph.em, (index - len(glyphs) / 2) * width, -RADIUS * 0.62):
            drawing.fill(glyph.path, SEAL_RED)
