"""QR codes as a one-bit stencil, of fixed sizes and with a fixed mask, so that no paper waits for eight to be tried.

Of such a code only the data change (ISO/IEC 18004, byte mode, error correction M). segno makes one code of a size; from
it we know what is always there and where data lie. To fill in the data then costs an eighth of making the code anew,
which is what makes many pages quick; tests compare every module with what segno draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from operator import itemgetter

import segno
from segno.consts import TYPE_DATA_DARK, TYPE_DATA_LIGHT

from hospital_integrity.paper.shapes import number
from hospital_integrity.rules.saying import Refused

# Version: bytes of data in each block, bytes that correct a block. 106, 287, 450, 779 characters; papers keep to one.
SIZES = {6: ((27,) * 4, 16), 12: ((36,) * 6 + (37,) * 2, 22), 16: ((45,) * 7 + (46,) * 3, 28), 22: ((46,) * 17, 28)}
MASK = 3
BYTES, TERMINATOR = 0b0100, 0b0000
PADS = b"\xec\x11"
DATA = (TYPE_DATA_DARK, TYPE_DATA_LIGHT)


def qr_operators(text: str, x: float, y: float, side: float) -> str:
    """Operators that stamp the code in the present colour, `side` wide; the paper around is its quiet zone."""
    matrix = qr_matrix(text)
    modules = len(matrix)
    rows = "".join(packed(row) for row in matrix)
    place = f"{number(side)} 0 0 {number(side)} {number(x)} {number(y)} cm"
    return f"q {place} BI /W {modules} /H {modules} /BPC 1 /IM true /D [1 0] /F /AHx ID {rows}> EI Q"


def packed(row: str) -> str:
    """A row as hexadecimal, filled up to whole bytes."""
    bits = row.ljust((len(row) + 7) // 8 * 8, "0")
    return f"{int(bits, 2):0{len(bits) // 4}X}"


def qr_matrix(text: str) -> list[str]:
    """Rows of modules, 1 for dark, with a margin of none."""
    data = text.encode()
    for version, (blocks, checks) in SIZES.items():
        if len(data) + head(version) <= sum(blocks):
            return filled(frame(version), message(framed(data, version, sum(blocks)), blocks, checks))
    raise Refused("核验网址太长，二维码放不下，请缩短系统的网址。")


def head(version: int) -> int:
    """Bytes that the mode, the length and the terminator take: half a byte, one or two, half a byte."""
    return 2 if version < 10 else 3


def framed(data: bytes, version: int, room: int) -> bytes:
    """The data with mode, length and terminator, filled up with the pads of the standard."""
    start = (BYTES << 8 * (head(version) - 1) | len(data)) << 8 * len(data) | int.from_bytes(data)
    whole = (start << 4 | TERMINATOR).to_bytes(len(data) + head(version))
    return (whole + PADS * room)[:room]


def message(data: bytes, blocks: Sequence[int], checks: int) -> bytes:
    """The bytes of all blocks and then of their corrections, dealt out one from each in turn."""
    parts, start = [], 0
    for size in blocks:
        parts.append(data[start : start + size])
        start += size
    dealt = [zip_longest(*parts), zip(*(corrections(part, checks) for part in parts), strict=True)]
    return bytes(one for turns in dealt for turn in turns for one in turn if one is not None)


def corrections(block: bytes, checks: int) -> bytes:
    """Reed–Solomon: what is left when the block is divided by the generator."""
    rest, table, top, most = 0, multiples(checks), 8 * (checks - 1), (1 << 8 * checks) - 1
    for byte in block:
        rest = (rest << 8 & most) ^ table[byte ^ rest >> top]
    return rest.to_bytes(checks)


@cache
def multiples(checks: int) -> list[int]:
    """The generator of this degree without its first term, times every byte, each as one long number."""
    generator, root = [1], 1
    for _ in range(checks):
        shifted = [*generator, 0]
        generator = [one ^ product(root, other) for one, other in zip(shifted, [0, *generator], strict=True)]
        root = product(root, 2)
    return [int.from_bytes(bytes(product(byte, term) for term in generator[1:])) for byte in range(256)]


def product(one: int, other: int) -> int:
    """Of two bytes in the field that QR codes reckon in (polynomials modulo 0x11D)."""
    result = 0
    while other:
        result ^= one * (other & 1)
        one = one << 1 ^ (one >> 7) * 0x11D
        other >>= 1
    return result


@dataclass(frozen=True)
class Frame:
    """A size of code: its side, how many modules hold data, which of those the mask turns over (as one long number),
    and for every module of the sheet which bit it shows: one of the data, or beyond those 0 and 1."""

    side: int
    bits: int
    mask: int
    order: tuple[int, ...]


@cache
def frame(version: int) -> Frame:
    """What is the same in every code of a version."""
    code = segno.make("", "m", version, "byte", MASK, micro=False, boost_error=False)
    kinds = [list(row) for row in code.matrix_iter(border=0, verbose=True)]
    side = len(kinds)
    # segno 1.6 tells of the data's module in row 8, nine from the right, that it were one of the format.
    way = [(x, y) for x, y in laid(side) if kinds[y][x] in DATA or (x, y) == (side - 9, 8)]
    place = {spot: index for index, spot in enumerate(way)}
    mask = int("".join(str(int((x + y) % 3 == 0)) for x, y in way), 2)
    fixed = len(way)
    order = (place.get((x, y), fixed + (kinds[y][x] >> 8 > 0)) for y in range(side) for x in range(side))
    return Frame(side, fixed, mask, tuple(order))


def laid(side: int) -> Iterator[tuple[int, int]]:
    """Every module in the order of data: pairs of columns from the right, up and down in turn, but for the timing."""
    for pair, right in enumerate([*range(side - 1, 6, -2), *range(5, 0, -2)]):
        for step in range(side):
            y = step if pair % 2 else side - 1 - step
            yield right, y
            yield right - 1, y


def filled(shape: Frame, said: bytes) -> list[str]:
    """The rows of a code that says these bytes."""
    bits = int.from_bytes(said) << shape.bits - 8 * len(said)
    shown = f"{bits ^ shape.mask:0{shape.bits}b}01"
    modules = "".join(itemgetter(*shape.order)(shown))
    return [modules[start : start + shape.side] for start in range(0, len(modules), shape.side)]
