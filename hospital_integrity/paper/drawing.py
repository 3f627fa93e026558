"""Ornament that is drawn once and placed often: operators with their own resources, serialised as a Form XObject.

ReportLab's own beginForm loses gradients and graphics states (they are missing from its resources), and formats every
object again for every file. A `Form` here is finished bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from hospital_integrity.paper.colours import Gradient, channels
from hospital_integrity.paper.shapes import number

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Form:
    """A finished drawing: `body` is the whole PDF object, `name` follows from it."""

    name: str
    body: bytes


class Drawing:
    """Operators under construction, with the gradients and the blend state they use."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self.gradients: dict[Gradient, str] = {}
        self.states: dict[str, str] = {}

    def fill(self, path: str, colour: str) -> None:
        self.operators.append(f"{rgb(colour)} rg {path} f")

    def stroke(self, path: str, colour: str, width: float, cap: int = 1) -> None:
        """Draws along the path; `cap` and corners are 0 square-cut, 1 round, 2 projecting."""
        join = min(cap, 1)
        self.operators.append(f"{rgb(colour)} RG {number(width)} w {cap} J {join} j {path} S")

    def shade(self, path: str, gradient: Gradient) -> None:
        """Fills the path with a gradient."""
        name = self.gradients.setdefault(gradient, f"G{len(self.gradients)}")
        self.operators.append(f"q {path} W n /{name} sh Q")

    def blend(self, opacity: float) -> None:
        """From here on ink multiplies with what lies below, as a stamp does."""
        name = self.states.setdefault(f"<< /BM /Multiply /ca {number(opacity)} >>", f"S{len(self.states)}")
        self.operators.append(f"/{name} gs")

    @contextmanager
    def moved(self, *matrix: float) -> Iterator[None]:
        """Draws the block through the matrix a b c d e f; (x, y) alone only shifts."""
        full = (1, 0, 0, 1, *matrix) if len(matrix) == 2 else matrix
        self.operators.append(f"q {' '.join(number(value, 5) for value in full)} cm")
        yield
        self.operators.append("Q")

    def form(self, box: tuple[float, float, float, float]) -> Form:
        """The finished drawing, clipped to `box` (left, bottom, right, top)."""
        stream = zlib.compress("\n".join(self.operators).encode("ascii"), 9)
        shadings = " ".join(f"/{name} {shading(gradient)}" for gradient, name in self.gradients.items())
        states = " ".join(f"/{name} {state}" for state, name in self.states.items())
        head = (
            f"<< /Type /XObject /Subtype /Form /BBox [ {' '.join(map(number, box))} ] "
            f"/Resources << /Shading << {shadings} >> /ExtGState << {states} >> >> "
            f"/Filter /FlateDecode /Length {len(stream)} >>\nstream\n"
        )
        body = head.encode("ascii") + stream + b"\nendstream\n"
        return Form(sha256(body).hexdigest()[:10], body)


def rgb(colour: str) -> str:
    return " ".join(f"{value:.3g}" for value in channels(colour))


def shading(gradient: Gradient) -> str:
    """An axial shading dictionary."""
    coordinates = " ".join(map(number, (*gradient.start, *gradient.end)))
    head = f"/ShadingType 2 /ColorSpace /DeviceRGB /Coords [ {coordinates} ] /Extend [ true true ]"
    return f"<< {head} /Function {colours(gradient)} >>"


def colours(gradient: Gradient) -> str:
    """The function that leads through the stops, straight between neighbours."""
    pairs = list(zip(gradient.stops, gradient.stops[1:], strict=False))
    spans = [
        f"<< /FunctionType 2 /Domain [ 0 1 ] /N 1 /C0 [ {rgb(a)} ] /C1 [ {rgb(b)} ] >>" for (_, a), (_, b) in pairs
    ]
    if len(spans) == 1:
        return spans[0]
    bounds = " ".join(number(place) for place, _ in gradient.stops[1:-1])
    encode = " ".join(["0 1"] * len(spans))
    joined = " ".join(spans)
    return f"<< /FunctionType 3 /Domain [ 0 1 ] /Functions [ {joined} ] /Bounds [ {bounds} ] /Encode [ {encode} ] >>"
