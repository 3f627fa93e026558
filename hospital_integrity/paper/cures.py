"""Repairs of ReportLab 5.1, made where it is wrong and nowhere else; our paper rooms take their ReportLab from here.

1. Its ToUnicode map writes characters beyond U+FFFF as five digits, so that copying 𬭎 gives another character.
2. Its streams end without the line end before `endstream` that PDF/A asks for.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

__all__ = ["Canvas", "pdfdoc", "pdfmetrics", "ttfonts"]

HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
BLOCK = 100  # no more entries may stand in one block


def to_unicode(_font: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of a font subset: code by code, in UTF-16; code 0 is .notdef and means no character."""
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset) if point
    ]
    blocks = [entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK)]
    body = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
    return "\n".join([HEAD, *body, TAIL])


original_format = pdfdoc.PDFStream.format


def ended_stream(stream: object, document: object) -> bytes:
    """A stream as ReportLab writes it, with the line end it forgets."""
    return original_format(stream, document).removesuffix(b"endstream\n") + b"\nendstream\n"


ttfonts.makeToUnicodeCMap = to_unicode
pdfdoc.PDFStream.format = ended_stream
rl_config.useA85 = 0  # plain bytes: a quarter smaller
rl_config.pdfComments = 0
