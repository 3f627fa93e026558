"""QR codes as a one-bit stencil: version and mask are fixed, so that segno needn't try eight masks for every paper."""

from __future__ import annotations

import segno

from hospital_integrity.paper.shapes import number
from hospital_integrity.rules.saying import Refused

SIZES = ((6, "m"), (12, "m"), (16, "m"), (22, "m"))  # 106, 287, 450, 779 bytes; a hospital's papers keep to one
MASK = 3


def qr_operators(text: str, x: float, y: float, side: float) -> str:
    """Operators that stamp the code in the present colour, `side` wide; the paper around is its quiet zone."""
    matrix = qr_matrix(text)
    modules = len(matrix)
    rows = "".join(packed(row) for row in matrix)
    place = f"{number(side)} 0 0 {number(side)} {number(x)} {number(y)} cm"
    return f"q {place} BI /W {modules} /H {modules} /BPC 1 /IM true /D [1 0] /F /AHx ID {rows}> EI Q"


def qr_matrix(text: str) -> list[str]:
    """Rows of modules, 1 for dark, with a margin of none."""
    for version, error in SIZES:
        try:
            code = segno.make(text, error, version, "byte", MASK, micro=False, boost_error=False)
        except segno.DataOverflowError:
            continue
        return ["".join(map(str, row)) for row in code.matrix]
    raise Refused("核验网址太长，二维码放不下，请缩短系统的网址。")


def packed(row: str) -> str:
    """A row as hexadecimal, filled up to whole bytes."""
    bits = row.ljust((len(row) + 7) // 8 * 8, "0")
    return f"{int(bits, 2):0{len(bits) // 4}X}"
