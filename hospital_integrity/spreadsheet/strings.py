"""The texts that the cells of a workbook share."""

from __future__ import annotations

import re

from hospital_integrity.spreadsheet.package import TooComplex

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class Strings:
    """Collects `si` elements; what stands above characters as reading aid (`rPh`) is no part of the text."""

    def __init__(self, most: int) -> None:
        self.found: list[str] = []
        self.parts: list[str] = []
        self._kept: list[str] = []
        self._aside = False
        self._most = most

    def start(self, tag: str, _: dict[str, str]) -> None:
        self._aside = self._aside or tag == "rPh"
        self.parts.clear()

    def end(self, tag: str) -> None:
        if tag == "t" and not self._aside:
            self._kept.append("".join(self.parts))
        elif tag == "rPh":
            self._aside = False
        elif tag == "si":
            self._close()
        self.parts.clear()

    def _close(self) -> None:
        self.found.append(unescaped("".join(self._kept)))
        self._kept.clear()
        if len(self.found) > self._most:
            raise TooComplex


def unescaped(text: str) -> str:
    """The text of a string cell; control characters are written as `_x000D_` in the file."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
