"""The inks of our papers as #RRGGBB, and the gradients that imitate gold leaf and lacquer."""

from __future__ import annotations

from dataclasses import dataclass

INK = "#2B2320"
RED = "#B4191E"
DEEP_RED = "#8E1116"
SEAL_RED = "#D7261E"
GOLD = "#C9A04A"
DARK_GOLD = "#9A7429"
PALE_GOLD = "#EBCF83"
GOLD_SHADOW = "#E6CE93"
CREAM = "#FFFCF3"
BROWN = "#3A2A1A"
TAUPE = "#6B5A3C"

Stops = tuple[tuple[float, str], ...]

GOLD_LEAF: Stops = (
    (0, "#8F6A22"),
    (0.18, "#D9B75F"),
    (0.36, "#F6E7B0"),
    (0.5, "#C89B3C"),
    (0.66, "#F3DF9E"),
    (0.84, "#C59A40"),
    (1, "#8A651F"),
)
LACQUER: Stops = ((0, "#C9252B"), (1, "#93121A"))
BRUSH_RED: Stops = ((0, "#D4252B"), (0.55, "#B4191E"), (1, "#8E1116"))


@dataclass(frozen=True)
class Gradient:
    """Colours along the line from `start` to `end`, going on unchanged beyond both."""

    start: tuple[float, float]
    end: tuple[float, float]
    stops: Stops


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#RRGGBB`, from 0 to 1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
