"""Stars: gold with facets for those earned, hollow for the rest."""

from __future__ import annotations

from functools import cache

from hospital_integrity.paper.colours import Gradient
from hospital_integrity.paper.drawing import Drawing, Form
from hospital_integrity.paper.shapes import polygon, star

RADIUS = 16.0
GAP = 41.0
GILT = Gradient((0, RADIUS), (0, -RADIUS), ((0, "#F7E6A6"), (0.45, "#DDB44C"), (1, "#A87A1F")))
LIGHT = Gradient((0, RADIUS), (0, -RADIUS), ((0, "#FCF4D2"), (0.45, "#EFD894"), (1, "#D3B06B")))
BOX = (-RADIUS - 1, -RADIUS - 1, RADIUS + 1, RADIUS + 1)


@cache
def gold_star() -> Form:
    """A star with its middle at the origin; one side of each arm catches the light."""
    drawing, corners = Drawing(), star(0, 0, RADIUS)
    drawing.shade(polygon(corners), GILT)
    facets = [polygon([(0, 0), corners[i], corners[i + 1]]) for i in range(0, 10, 2)]
    drawing.shade(" ".join(facets), LIGHT)
    drawing.stroke(polygon(corners), "#A67B22", 0.7)
    return drawing.form(BOX)


@cache
def hollow_star() -> Form:
    drawing, path = Drawing(), polygon(star(0, 0, RADIUS))
    drawing.fill(path, "#FFFDF6")
    drawing.stroke(path, "#D9C48C", 0.8)
    return drawing.form(BOX)
