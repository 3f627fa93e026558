"""What lies under the words: lines as on banknotes and a large lotus, both so faint that they never fight the text."""

from __future__ import annotations

from math import cos, pi, radians, sin

from hospital_integrity.paper.drawing import Drawing
from hospital_integrity.paper.lotus import lotus
from hospital_integrity.paper.page import CENTRE, MIDDLE, WIDTH
from hospital_integrity.paper.shapes import smooth, wave

LINE = "#F4EAD0"
PETAL, PETAL_EDGE = "#FDF8E9", "#F1E2BA"
RIPPLES = ((112, 5), (84, 4))
LEVEL = MIDDLE - 8
STRANDS, LOOPS = 16, 24


def draw_watermark(drawing: Drawing) -> None:
    draw_strands(drawing)
    draw_rosette(drawing)
    for _, path in lotus(CENTRE, MIDDLE - 87, 112):
        drawing.fill(path, PETAL)
        drawing.stroke(path, PETAL_EDGE, 0.7)
    for row, (half, crests) in enumerate(RIPPLES):
        drawing.stroke(wave(CENTRE, MIDDLE - 92.5 - 6.5 * row, half, 1.5, crests), PETAL_EDGE, 0.8)


def draw_strands(drawing: Drawing) -> None:
    """A spindle of sine lines from side to side; the right half mirrors the left and costs no bytes once packed."""
    half = CENTRE - 58
    strands = [smooth([(x := half * k / 16, strand(x / half, index)) for k in range(17)]) for index in range(STRANDS)]
    for mirror in (1, -1):
        with drawing.moved(mirror, 0, 0, 1, 58 if mirror == 1 else WIDTH - 58, LEVEL):
            drawing.stroke(" ".join(strands), LINE, 0.35)


def strand(along: float, index: int) -> float:
    """Height of a strand at `along`, 0 at the paper's side to 1 in its middle, where it runs level."""
    phase = index * 2 * pi / STRANDS
    return (34 + 118 * sin(pi / 2 * along)) * cos(2 * pi * (1 - along) + phase)


def draw_rosette(drawing: Drawing) -> None:
    """One eight-lobed loop, turned step by step, weaves the rosette in the middle."""
    angles = [2 * pi * k / 64 for k in range(64)]
    radii = [150 * (1 + 0.2 * cos(8 * angle)) for angle in angles]
    loop = smooth([(r * cos(angle), r * sin(angle)) for r, angle in zip(radii, angles, strict=True)], closed=True)
    for index in range(LOOPS // 2):
        turn = radians(index * 45 / (LOOPS // 2))
        with drawing.moved(cos(turn), sin(turn), -sin(turn), cos(turn), CENTRE, LEVEL):
            drawing.stroke(loop, LINE, 0.4)
