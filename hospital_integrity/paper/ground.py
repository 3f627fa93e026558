"""The ground every certificate is written on: cream paper, watermark, frame, emblem; one drawing, made once.

The plain ground leaves paper and watermark out: for an office printer, which can't print to the edge, on the hospital's
own paper.
"""

from __future__ import annotations

from functools import cache

from hospital_integrity.paper.border import draw_border
from hospital_integrity.paper.colours import CREAM
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.drawing import Drawing, Form
from hospital_integrity.paper.emblem import WITHIN, draw_emblem, draw_medal
from hospital_integrity.paper.page import BOX, CENTRE, HEIGHT, WIDTH
from hospital_integrity.paper.picture import picture_form
from hospital_integrity.paper.shapes import rectangle
from hospital_integrity.paper.watermark import draw_watermark

EMBLEM_Y = 497.0


def place_ground(document: Document, picture: bytes = b"", *, plain: bool = False) -> None:
    """Paper, frame, and over the title the lotus or, as a kept picture, the hospital's own emblem."""
    document.place(ground_form(plain, own=bool(picture)))
    if picture:
        document.place_round(picture_form(picture), CENTRE, EMBLEM_Y, WITHIN)


@cache
def ground_form(plain: bool = False, own: bool = False) -> Form:
    """The ground; with `own` there is room for the hospital's emblem instead of the lotus."""
    drawing = Drawing()
    if not plain:
        drawing.fill(rectangle(0, 0, WIDTH, HEIGHT), CREAM)
        draw_watermark(drawing)
    draw_border(drawing)
    (draw_medal if own else draw_emblem)(drawing, CENTRE, EMBLEM_Y)
    return drawing.form(BOX)
