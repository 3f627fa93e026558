"""The columns a sheet is expected to have: how each is found, read and explained."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hospital_integrity.rules import reading
from hospital_integrity.rules.characters import fold_width, text_shape
from hospital_integrity.rules.saying import Saying, say

KINDS = ("text", "name", "number", "decimal", "whole", "day", "choice")
_IDLE = re.compile(r"[\s*:]+")
_BRACKETS = re.compile(r"\(.*?\)")


@dataclass(frozen=True)
class Column:
    """One column; `kind` is one of KINDS (`number` is a staff number or a code: text with its leading zeros).

    `choices` are the words offered, `low` and `high` bound a number, `limit` is the longest text, `aliases` are
    other headings it is known by, `unique` refuses a value that comes twice, `note` explains it in the template.
    `optional` columns may be missing from a file; `loose` ones take `95 分` for 95 and a lone dash for nothing.
    """

    key: str
    title: str
    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 14
    note: str = ""
    aliases: tuple[str, ...] = ()
    low: Decimal | int | None = None
    high: Decimal | int | None = None
    limit: int = 200
    unique: bool = False
    optional: bool = False
    loose: bool = False

    def plain(self, text: str) -> str:
        """The text of a cell as it is read: of a loose column without its unit, "" where only a dash stands."""
        if not self.loose:
            return text
        if reading.is_dash(text):
            return ""
        return reading.bare_amount(text) if text and self.kind in ("decimal", "whole") else text

    def read(self, text: str) -> Any:
        """The typed value of a text that isn't blank; raises `Unreadable`."""
        return _READERS[self.kind](self, text)

    @property
    def remedy(self) -> Saying:
        """What to do about a bad cell of this column."""
        return _REMEDIES[self.kind]


def plain_title(title: str) -> str:
    """A heading as it is compared: no spaces, line breaks, stars and colons, full-width signs folded."""
    return _IDLE.sub("", fold_width(title)).lower()


def bare_title(title: str) -> str:
    """A heading without what stands in brackets."""
    return _BRACKETS.sub("", plain_title(title))


def letter(index: int) -> str:
    """The letter of a column counted from 0: A, B … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def index_of(letters: str) -> int:
    """The number of a column, counted from 0, by its letters."""
    index = 0
    for sign in letters:
        index = index * 26 + ord(sign) - 64
    return index - 1


def _chosen(column: Column, text: str) -> str:
    chosen = text_shape(text)
    if chosen not in column.choices:
        raise reading.Unreadable(say("应为下列之一：%(choices)s", choices="、".join(column.choices[:12])))
    return chosen


def _whole(column: Column, text: str) -> int:
    return int(reading.read_decimal(text, low=column.low, high=column.high, places=0))


_READERS: dict[str, Callable[[Column, str], Any]] = {
    "text": lambda column, text: reading.read_text(text, column.limit),
    "name": lambda column, text: reading.read_name(text, column.limit),
    "number": lambda column, text: reading.read_number(text),
    "decimal": lambda column, text: reading.read_decimal(text, low=column.low, high=column.high),
    "whole": _whole,
    "day": lambda column, text: reading.read_day(text),
    "choice": _chosen,
}
_REMEDIES = {
    "text": say("请改正后重新上传"),
    "name": say("请改正后重新上传"),
    "number": say("请将该列设为“文本”格式，再照原样填写，前面的 0 不要省略"),
    "decimal": say("请填普通数字，不带单位、千分位和公式"),
    "whole": say("请填整数，不带单位、千分位和公式"),
    "day": say("请写成 2026-11-22 这样的日期"),
    "choice": say("请从下拉列表中选择"),
}
