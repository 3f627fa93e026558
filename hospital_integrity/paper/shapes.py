"""Outlines as PDF path operators; all lengths are points, angles degrees, y points up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, pi, radians, sin

Point = tuple[float, float]
KAPPA = 0.5522847498  # where a quarter circle's control points lie, as a share of the radius


def number(value: float, places: int = 2) -> str:
    """A number as PDF writes it: a few places, no exponent, no negative zero."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def step(operator: str, *points: Point) -> str:
    """One path operator with its points."""
    return " ".join([number(value) for point in points for value in point] + [operator])


def polygon(points: Iterable[Point], closed: bool = True) -> str:
    """Straight lines from point to point."""
    first, *rest = points
    return " ".join([step("m", first), *(step("l", point) for point in rest), *(["h"] if closed else [])])


def line(start: Point, end: Point) -> str:
    return polygon((start, end), closed=False)


def rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"{number(x)} {number(y)} {number(width)} {number(height)} re"


def ring(x: float, y: float, width: float, height: float, thickness: float) -> str:
    """A rectangular frame; the inner rectangle runs the other way round, so that the middle stays empty."""
    t = thickness
    inner = [(x + t, y + t), (x + t, y + height - t), (x + width - t, y + height - t), (x + width - t, y + t)]
    return f"{rectangle(x, y, width, height)} {polygon(inner)}"


def circle(x: float, y: float, radius: float, turn: int = 1) -> str:
    """A circle, anticlockwise, or clockwise with `turn` -1 (to cut a hole)."""
    r, k = radius, radius * KAPPA
    quarters = [
        ((r, k), (k, r), (0, r)),
        ((-k, r), (-r, k), (-r, 0)),
        ((-r, -k), (-k, -r), (0, -r)),
        ((k, -r), (r, -k), (r, 0)),
    ]
    curves = (step("c", *((x + dx, y + dy * turn) for dx, dy in quarter)) for quarter in quarters)
    return " ".join([step("m", (x + r, y)), *curves, "h"])


def polar(x: float, y: float, radius: float, angle: float) -> Point:
    return x + radius * cos(radians(angle)), y + radius * sin(radians(angle))


def star(x: float, y: float, radius: float, points: int = 5, inner: float = 0.381966, angle: float = 90) -> list[Point]:
    """The corners of a star, outer and inner in turn; `inner` is the share of the radius where the notches lie."""
    return [polar(x, y, radius * (inner if i % 2 else 1), angle + i * 180 / points) for i in range(2 * points)]


def petal(x: float, y: float, length: float, half: float, angle: float, start: float = 0, belly: float = 0.45) -> str:
    """A pointed petal from `start` to `length` away from (x, y), `half` wide on each side around its belly."""

    def at(along: float, aside: float) -> Point:
        a = radians(angle)
        return x + along * cos(a) - aside * sin(a), y + along * sin(a) + aside * cos(a)

    reach = length - start
    low, high = start + reach * (belly - 0.33), start + reach * (belly + 0.17)
    sides = [
        (at(low, half), at(high, half * 1.15), at(length, 0)),
        (at(high, -half * 1.15), at(low, -half), at(start, 0)),
    ]
    return " ".join([step("m", at(start, 0)), *(step("c", *side) for side in sides), "h"])


def smooth(points: Sequence[Point], closed: bool = False) -> str:
    """A curve through all points (Catmull-Rom, written as Bézier curves)."""
    n = len(points)
    around = (lambda i: points[i % n]) if closed else (lambda i: points[min(max(i, 0), n - 1)])
    curves = []
    for i in range(n if closed else n - 1):
        before, here, there, after = (around(i + offset) for offset in (-1, 0, 1, 2))
        leave = here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6
        arrive = there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6
        curves.append(step("c", leave, arrive, there))
    return " ".join([step("m", points[0]), *curves, *(["h"] if closed else [])])


def spiral(x: float, y: float, radius: float, turns: float, angle: float, shrink: float = 0.85) -> str:
    """A scroll that starts on the circle at `angle` and winds inwards, losing `shrink` of its radius."""
    steps = [i / 40 for i in range(41)]
    return smooth([polar(x, y, radius * (1 - shrink * t), angle + 360 * turns * t) for t in steps])


def wave(x: float, y: float, half: float, height: float, crests: int) -> str:
    """A level ripple of `crests` waves, from x - half to x + half."""
    steps = [i / (8 * crests) for i in range(8 * crests + 1)]
    return smooth([(x - half + 2 * half * t, y + height * sin(2 * pi * crests * t)) for t in steps])
