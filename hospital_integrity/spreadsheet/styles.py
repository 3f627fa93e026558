"""Number formats: which cells are shown as days, as times or as percentages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from math import isfinite

from hospital_integrity.spreadsheet.package import parse

_BUILT_IN = {9: "p", 10: "p", **dict.fromkeys([14, 15, 16, 17, *range(27, 32), 34, 35, 36, *range(50, 59)], "d")}
_TIMES = dict.fromkeys([18, 19, 20, 21, 22, 32, 33, 45, 46, 47], "d")
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DAYS = re.compile("[ymdhs年月日]", re.IGNORECASE)
_STORED = re.compile(r"-?[0-9.]+(?:[eE][-+]?[0-9]+)?")
_LAST_SERIAL = 2_958_465
_FAKE_LEAP_DAY = 60


def sorts_of_styles(content: bytes) -> list[str]:
    """For each cell style, by number: `d` when it shows days or times, `p` percentages, `n` otherwise."""
    formats: dict[str, str] = {}
    styles: list[str] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            formats[attributes.get("numFmtId", "")] = _sort_of_format(attributes.get("formatCode", ""))
        elif tag == "xf" and inside:
            styles.append(_sort(attributes.get("numFmtId", "0"), formats))
        elif tag in {"cellXfs", "cellStyleXfs"}:
            inside = tag == "cellXfs"

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    parse(content, start, end)
    return styles


def _sort(number: str, formats: dict[str, str]) -> str:
    if number in formats:
        return formats[number]
    return (_BUILT_IN | _TIMES).get(int(number) if number.isdecimal() and len(number) < 6 else 0, "n")


def _sort_of_format(code: str) -> str:
    loud = _QUIET.sub("", code)
    if "%" in loud:
        return "p"
    return "d" if _DAYS.search(loud.replace("General", "")) else "n"


def plain_number(raw: str) -> str:
    """A stored number as its owner sees it: fifteen digits, no exponent (85.099999999999994 is 85.1)."""
    return format(Decimal(format(_number(raw), ".15g")), "f")


def _number(raw: str) -> float:
    if not _STORED.fullmatch(raw) or not isfinite(number := float(raw)):
        raise ValueError(raw)
    return number


def day_of_serial(raw: str, from_1904: bool) -> tuple[str, str]:
    """Sort and text of a serial number shown as a day; what has a time in it, or never was a day, is sort `t`."""
    serial = _number(raw) + (1462 if from_1904 else 0)
    if serial != int(serial) or not _FAKE_LEAP_DAY < serial <= _LAST_SERIAL:
        return "t", raw
    return "d", (date(1899, 12, 30) + timedelta(days=int(serial))).isoformat()
