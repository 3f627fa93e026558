"""Intervals of numbers as written in mathematics: `[80,90)`, `[90,)`, `(0,15]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity.rules.saying import Refused

NUMBER = r"(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)?"
WRITTEN = re.compile(rf"([\[(])\s*{NUMBER}\s*,\s*{NUMBER}\s*([\])])")


@dataclass(frozen=True)
class Interval:
    """Numbers from `low` to `high`; a missing end is open for ever. Closed ends belong to the interval."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_closed: bool = True
    high_closed: bool = True

    def __contains__(self, number: Decimal) -> bool:
        if self.low is not None and (number < self.low or (number == self.low and not self.low_closed)):
            return False
        return self.high is None or number < self.high or (number == self.high and self.high_closed)

    def __str__(self) -> str:
        low = "" if self.low is None else self.low
        high = "" if self.high is None else self.high
        return f"{'[' if self.low_closed else '('}{low},{high}{']' if self.high_closed else ')'}"

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The numbers at which membership may change."""
        return tuple(end for end in (self.low, self.high) if end is not None)


EVERYTHING = Interval()


def read_interval(text: str) -> Interval:
    """Read `[80,90)`; raises Refused where the text is not an interval or holds no number at all."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        raise Refused("“%(text)s”不是区间，应写成 [80,90) 或 [90,) 的样子", text=text)
    left, low, high, right = match.groups()
    found = Interval(_number(low), _number(high), left == "[", right == "]")
    if found.low is not None and found.high is not None and _empty(found.low, found.high, found):
        raise Refused("区间 %(text)s 里没有任何数", text=text)
    return found


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _empty(low: Decimal, high: Decimal, found: Interval) -> bool:
    return low > high or (low == high and not (found.low_closed and found.high_closed))
