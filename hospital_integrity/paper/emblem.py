"""The round emblem over the title: a ring of rays, in it a gold lotus on lacquer, or room for the hospital's own."""

from __future__ import annotations

from hospital_integrity.paper.colours import GOLD, GOLD_LEAF, LACQUER, Gradient
from hospital_integrity.paper.drawing import Drawing
from hospital_integrity.paper.lotus import lotus
from hospital_integrity.paper.shapes import circle, petal, wave

RADIUS = 28.0
WITHIN = RADIUS - 2.2  # how far a hospital's own emblem reaches
GOLDS = {"back": "#D8AE55", "middle": "#EBCB7C", "front": "#F8E7B4"}


def draw_medal(drawing: Drawing, x: float, y: float) -> None:
    """A white disc in the same rays and ring with its middle at (x, y): the ground of a hospital's own emblem."""
    with drawing.moved(x, y):
        draw_rays(drawing)
        drawing.fill(circle(0, 0, RADIUS), "#FFFFFF")


def draw_rays(drawing: Drawing) -> None:
    r = RADIUS
    rays = [petal(0, 0, r + (7.2 if k % 2 else 9.8), 1.15, k * 10, start=r + 3.2) for k in range(36)]
    drawing.fill(" ".join(rays), GOLD)
    drawing.shade(circle(0, 0, r + 2.2), Gradient((-r, r), (r, -r), GOLD_LEAF))


def draw_emblem(drawing: Drawing, x: float, y: float) -> None:
    """The emblem with its middle at (x, y)."""
    r = RADIUS
    with drawing.moved(x, y):
        draw_rays(drawing)
        drawing.shade(circle(0, 0, r), Gradient((0, r), (0, -r), LACQUER))
        drawing.stroke(circle(0, 0, r - 2.2), "#E9CD84", 0.55)
        for layer, path in lotus(0, -7, 15.2):
            drawing.fill(path, GOLDS[layer])
            drawing.stroke(path, "#8E1116", 0.5)
        drawing.stroke(f"{wave(0, -11.6, 13, 0.95, 3)} {wave(0, -15, 9.8, 0.95, 2)}", "#F0D591", 0.9)
