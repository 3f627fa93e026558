"""Serial numbers of certificates: kind, year, running number and a check digit that catches a mistyped character."""

from __future__ import annotations

import re

PREFIXES = {
    "department": "QLKS",
    "grid": "QLWG",
    "outstanding": "YXWG",
    "staff": "YDYX",
    "collective": "HBJT",
    "personal": "HBGR",
    "appointment": "WGPS",
}
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHAPE = re.compile(rf"({'|'.join(PREFIXES.values())})-[0-9]{{4}}-[0-9]{{6,9}}-[0-9A-Z]")


def serial(kind: str, year: int, number: int) -> str:
    """`QLKS-2026-000137-5`: the last character checks the others (ISO 7064 MOD 37,36)."""
    body = f"{PREFIXES[kind]}-{year}-{number:06d}"
    return f"{body}-{_check(body)}"


def is_serial(text: str) -> bool:
    """Whether a typed serial is well formed and its check character right."""
    typed = text.strip().upper()
    return bool(SHAPE.fullmatch(typed)) and typed[-1] == _check(typed[:-2])


def _check(body: str) -> str:
    product = 36
    for character in body.replace("-", ""):
        total = (product + ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return ALPHABET[(37 - product) % 36]
