"""The lotus (莲, which sounds like 廉, integrity): our emblem and our watermark."""

from __future__ import annotations

from collections.abc import Iterator

from hospital_integrity.paper.shapes import petal

# layer, lean from upright in degrees, length and half width as shares of the size; drawn from back to front
PETALS = (
    ("back", 27, 1.20, 0.21),
    ("back", 55, 1.10, 0.19),
    ("middle", 13, 1.27, 0.22),
    ("middle", 41, 1.13, 0.22),
    ("middle", 71, 1.02, 0.165),
    ("front", 0, 1.13, 0.26),
)


def lotus(x: float, y: float, size: float) -> Iterator[tuple[str, str]]:
    """Layer and path of each petal, from back to front; the flower stands on (x, y)."""
    for layer, lean, length, half in PETALS:
        for angle in sorted({90 - lean, 90 + lean}):
            yield layer, petal(x, y, length * size, half * size, angle)
