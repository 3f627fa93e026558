"""The receipt for a red packet that was handed in: half a sheet, plain words in, PDF bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hospital_integrity.paper import colours
from hospital_integrity.paper.document import Document
from hospital_integrity.paper.fonts import width
from hospital_integrity.paper.lines import broken
from hospital_integrity.rules.yuan import capital

SHEET = (595.28, 419.53)
LEFT, RIGHT, TOP = 60.0, 535.0, 372.0
BODY, LEADING = 12.0, 22.0
TITLE = "上交红包收据"


@dataclass(frozen=True)
class Slip:
    """What a receipt says. It names neither the giver nor anything about him."""

    hospital: str
    receipt: str
    day: date
    case_id: int
    person: str
    number: str
    department: str
    amount: Decimal
    taken_at: str
    handed_in_at: str
    handing: str

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """What stands below each other: (name, text)."""
        return (
            ("上交人", f"{self.person}（工号 {self.number}）"),
            ("科　室", self.department),
            ("金　额", f"{capital(self.amount)}（¥{self.amount:.2f}）"),
            ("收到时间", self.taken_at),
            ("上交时间", self.handed_in_at),
            ("24 小时规定", self.handing),
            ("来件登记", f"第 {self.case_id} 号"),
        )


def draw(slip: Slip) -> bytes:
    """The receipt as a PDF file; Refused when a character can't be printed."""
    document = Document(TITLE, slip.hospital, "收据", slip.day, SHEET)
    document.write((LEFT + RIGHT - width(TITLE, 20, bold=True)) / 2, TOP, TITLE, 20, bold=True)
    document.rule(LEFT, TOP - 16, RIGHT, colours.RED, 1.2)
    number = f"编号：{slip.receipt}"
    document.write(RIGHT - width(number, 10.5), TOP - 34, number, 10.5)
    y = TOP - 60
    for name, text in slip.facts:
        y = _fact(document, y, name, text)
    _signatures(document, 84)
    document.rule(LEFT, 56, RIGHT, colours.DARK_GOLD, 0.5)
    document.write(LEFT, 40, slip.hospital, 9)
    document.end_page()
    return document.finish()


def _fact(document: Document, y: float, name: str, text: str) -> float:
    start = document.write(LEFT, y, f"{name}：", BODY, bold=True)
    for line in broken([(text, False)], BODY, RIGHT - start, indent=0):
        x = start
        for part, _ in line.phrases:
            x = document.write(x, y, part, BODY, stretch=line.stretch)
        y -= LEADING
    return y


def _signatures(document: Document, y: float) -> None:
    for x, name in ((LEFT, "上交人"), (LEFT + 165, "经手人"), (LEFT + 330, "日期")):
        end = document.write(x, y, f"{name}：", BODY)
        document.rule(end, y - 3, x + 145, colours.INK, 0.6)
