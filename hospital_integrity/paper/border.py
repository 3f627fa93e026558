"""The frame: a lacquer band with the gold key pattern (回纹), corner blocks with a flower, scrolls and a thin rule."""

from __future__ import annotations

from hospital_integrity.paper.colours import CREAM, DEEP_RED, GOLD, GOLD_LEAF, LACQUER, PALE_GOLD, Gradient
from hospital_integrity.paper.drawing import Drawing
from hospital_integrity.paper.page import HEIGHT, SAFE, WIDTH
from hospital_integrity.paper.shapes import circle, line, petal, polygon, rectangle, ring, spiral

EDGE = 20.0  # from the paper's edge to the band
BAND = 17.0
BLOCK = 33.0  # a corner block, which stands out from the band by STEP
STEP = 3.0
INNER = EDGE + 35.5  # the thin rule and the scrolls lie on this line
SCROLL = 115.0  # what the scrolls take of each side, from the corner

LEAF = Gradient((0, HEIGHT), (WIDTH, 0), GOLD_LEAF)
LACQUERED = Gradient((0, HEIGHT), (0, 0), LACQUER)
KEY = ((0, 0), (0, 5), (5, 5), (5, 1.25), (1.7, 1.25), (1.7, 3.6), (3.4, 3.6), (3.4, 2.5))
KEY_HEIGHT, KEY_WIDTH = 8.6, 13.2
CORNERS = ((1, 0, 0, 1, 0, 0), (-1, 0, 0, 1, WIDTH, 0), (-1, 0, 0, -1, WIDTH, HEIGHT), (1, 0, 0, -1, 0, HEIGHT))


def draw_border(drawing: Drawing) -> None:
    """The whole frame, from its outermost gold line to the inner rule."""
    for inset, thickness in ((SAFE, 1.1), (EDGE - 1.6, 1.6), (EDGE + BAND, 1.8)):
        drawing.shade(framed(inset, thickness), LEAF)
    drawing.shade(framed(EDGE, BAND), LACQUERED)
    draw_keys(drawing)
    for matrix in CORNERS:
        draw_block(drawing, matrix)
        with drawing.moved(*matrix), drawing.moved(INNER, INNER):
            draw_scrolls(drawing)
    draw_rule(drawing)


def framed(inset: float, thickness: float) -> str:
    return ring(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset, thickness)


def draw_keys(drawing: Drawing) -> None:
    """A whole number of keys on each side; opposite sides look at each other."""
    start, low = EDGE + 30, EDGE + (BAND - KEY_HEIGHT) / 2
    across, up = WIDTH - 2 * start, HEIGHT - 2 * start
    for matrix in ((1, 0, 0, 1, start, low), (-1, 0, 0, -1, WIDTH - start, HEIGHT - low)):
        draw_row(drawing, across, matrix)
    for matrix in ((0, -1, 1, 0, low, HEIGHT - start), (0, 1, -1, 0, WIDTH - low, start)):
        draw_row(drawing, up, matrix)


def draw_row(drawing: Drawing, length: float, matrix: tuple[float, ...]) -> None:
    count = round(length / KEY_WIDTH)
    width = length / count
    hook = polygon([(x * width / 6, y * KEY_HEIGHT / 5) for x, y in KEY], closed=False)
    key = f"{hook} {line((0, 0), (width, 0))}"
    with drawing.moved(*matrix):
        for index in range(count):
            with drawing.moved(index * width, 0):
                drawing.stroke(key, PALE_GOLD, 0.95, cap=2)


def draw_block(drawing: Drawing, matrix: tuple[float, ...]) -> None:
    """A red square with a gold edge and a flower of eight petals; its light comes from above in every corner."""
    a, _, _, d, e, f = matrix
    low = EDGE - STEP
    x, y = min(a * low, a * (low + BLOCK)) + e, min(d * low, d * (low + BLOCK)) + f
    drawing.shade(rectangle(x, y, BLOCK, BLOCK), LACQUERED)
    drawing.shade(ring(x, y, BLOCK, BLOCK, 1.7), Gradient((x, y + BLOCK), (x + BLOCK, y), GOLD_LEAF))
    drawing.stroke(rectangle(x + 3.4, y + 3.4, BLOCK - 6.8, BLOCK - 6.8), PALE_GOLD, 0.4, cap=0)
    with drawing.moved(x + BLOCK / 2, y + BLOCK / 2):
        petals = [petal(0, 0, 11.2 if k % 2 else 12.4, 2.5, k * 45, start=3.4) for k in range(8)]
        drawing.fill(" ".join(petals), "#EFD48A")
        drawing.fill(circle(0, 0, 2.6), "#EFD48A")
        drawing.fill(circle(0, 0, 1.2), DEEP_RED)


def draw_scrolls(drawing: Drawing) -> None:
    """The rail round a corner with three scrolls on each arm and a leaf inside; the corner is the origin."""
    bend = "0 100 m 0 11 l 0 4.95 4.95 0 11 0 c 100 0 l"
    drawing.stroke(bend, GOLD, 1.25)
    for turned in ((1, 0, 0, 1, 0, 0), (0, 1, 1, 0, 0, 0)):
        with drawing.moved(*turned):
            for x, radius, turns, width in ((37, 9.6, 1.7, 1.25), (64, 5.2, 1.45, 1.05), (82, 3.0, 1.3, 0.9)):
                drawing.stroke(spiral(x, radius, radius, turns, 270), GOLD, width)
            drawing.fill(f"{circle(106, 0, 1.1)} {circle(111, 0, 0.75)}", GOLD)
    for angle, length, half in LEAVES:
        with drawing.moved(7, 7):
            leaf = petal(0, 0, length, half, angle, start=2.6, belly=0.42)
            drawing.fill(leaf, GOLD)
            drawing.stroke(leaf, CREAM, 0.5)
    drawing.fill(f"{circle(7, 7, 1.6)} {circle(25.5, 25.5, 1)}", GOLD)


LEAVES = ((8, 12.5, 2.3), (82, 12.5, 2.3), (27, 17, 2.8), (63, 17, 2.8), (45, 22.5, 3.3))  # the last lies on top


def draw_rule(drawing: Drawing) -> None:
    """The thin rule between the scrolls, on their line."""
    left, right, low, high = INNER, WIDTH - INNER, INNER, HEIGHT - INNER
    for y in (low, high):
        drawing.stroke(line((left + SCROLL, y), (right - SCROLL, y)), GOLD, 0.7)
    for x in (left, right):
        drawing.stroke(line((x, low + SCROLL), (x, high - SCROLL)), GOLD, 0.7)
