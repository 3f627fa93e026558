"""How big the words of one certificate are set, so that everything fits; or what to shorten."""

from __future__ import annotations

from dataclasses import dataclass

from hospital_integrity.paper.fonts import check_drawable, width
from hospital_integrity.paper.lines import Line, broken, fitting_size
from hospital_integrity.paper.page import WIDTH
from hospital_integrity.rules.certificate import Words
from hospital_integrity.rules.citation import Body
from hospital_integrity.rules.saying import Refused

LEFT, RIGHT = 112.0, WIDTH - 112.0
SIGNED_WIDTH = 296.0
HOLDER_SIZES = (25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15)
ADDRESS_SIZE = 20
BODY_SIZES = (20, 19, 18, 17, 16, 15)
PROOF_WIDTH = 262.0
PROOF_SIZES = (9, 8.5, 8, 7.5, 7, 6.5)
SIGNED_SIZES = (16.5, 15.5, 14.5, 13.5, 12.5, 11.5, 10.5)
LONGEST = 1000  # characters of a whole certificate; what fits is far less, this only keeps the measuring short


@dataclass(frozen=True)
class Layout:
    """Sizes in points, the lines of the body, the signing lines with their sizes, and the size of the decision."""

    holder: float
    body: float
    lines: tuple[Line, ...]
    signed: tuple[tuple[str, float], ...]
    decision: float


def lay_out(words: Words) -> Layout:
    """Sizes and lines at which everything fits; Refused when something can't be drawn or is too long."""
    if sum(map(len, words.texts())) > LONGEST:
        raise Refused("证书文字太长，总共不能超过%(limit)s个字，请缩短。", limit=LONGEST)
    for text in words.texts():
        check_drawable(text)
    body, lines = fitting_body(words.body, room_for_body(words))
    signed = [text for text in (words.hospital, words.signatory) if text]
    return Layout(
        holder_size(words.holder, words.address),
        body,
        lines,
        tuple((text, fitting_size(text, SIGNED_WIDTH, SIGNED_SIZES)) for text in signed),
        fitting_size(words.decision, PROOF_WIDTH, PROOF_SIZES),
    )


def holder_size(holder: str, address: str) -> float:
    """The size of the name beside how its bearer is addressed."""
    check_drawable(holder[:LONGEST])
    room = RIGHT - LEFT - width(f"{address}：", ADDRESS_SIZE) - 12
    return fitting_size(holder, room, HOLDER_SIZES, bold=True)


def holder_y(words: Words) -> float:
    """The line the name stands on."""
    return 322.0 if words.of_stars else 314.0


def room_for_body(words: Words) -> float:
    """Height between the name's line and what stands below the body."""
    return holder_y(words) - (205.0 if words.of_stars else 180.0)


def fitting_body(body: Body, height: float) -> tuple[float, tuple[Line, ...]]:
    """The largest size at which the paragraphs fit into the height, and their lines."""
    for size in BODY_SIZES:
        lines = [line for paragraph in body for line in broken(paragraph, size, RIGHT - LEFT, indent=2 * size)]
        if len(lines) * leading(size) + 5 <= height:
            return size, tuple(lines)
    most = int(height / leading(BODY_SIZES[-1])) * int((RIGHT - LEFT) / BODY_SIZES[-1])
    raise Refused("证书正文太长，写不下，请缩短到%(limit)s个字左右。", limit=most // 10 * 10)


def leading(size: float) -> float:
    """From one line of the body to the next."""
    return size * 1.8
