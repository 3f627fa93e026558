"""A year of the board in figures: praise and criticism by kind, department and quarter, and how long it all took.

Counted is what was published in the year and stands; what was withdrawn later is told apart, never counted as praise
or criticism.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from hospital_integrity.rules.saying import Saying, say

Key = TypeVar("Key", bound=Hashable)
QUARTERS: Mapping[int, Saying] = {
    1: say("第一季度"),
    2: say("第二季度"),
    3: say("第三季度"),
    4: say("第四季度"),
}


@dataclass(frozen=True, slots=True)
class Published:
    """One entry that was published: its colour and kind, whose it is, its days, whether it stands."""

    colour: str
    kind: str
    department: int
    pool: str
    drafted: date
    published: date
    stands: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries of each colour something has."""

    red: int
    black: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.red + self.black


@dataclass(frozen=True, slots=True)
class Span:
    """How long a step took: how often it was done, the middle and the longest number of days, how often too late."""

    name: Saying
    number: int
    middle: Decimal | None = None
    longest: int | None = None
    late: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was begun and done on these days; `due` is its last day, where it has one."""

    begun: date
    done: date
    due: date | None = None


def counted(rows: Iterable[Published], key: Callable[[Published], Key]) -> dict[Key, Count]:
    """How many entries that stand there are by what `key` says of them, the most first."""
    found: dict[Key, list[int]] = {}
    for row in rows:
        if row.stands:
            found.setdefault(key(row), [0, 0])[row.colour == "black"] += 1
    ordered = sorted(found.items(), key=lambda pair: -sum(pair[1]))
    return {one: Count(*numbers) for one, numbers in ordered}


def by_quarter(rows: Sequence[Published]) -> dict[int, Count]:
    """All four quarters of the year, empty ones too."""
    found = counted(rows, lambda row: (row.published.month + 2) // 3)
    return {quarter: found.get(quarter, Count(0, 0)) for quarter in QUARTERS}


def span(name: Saying, steps: Iterable[Done]) -> Span:
    """How long these steps took, in days of the calendar; on the same day is none."""
    listed = list(steps)
    if not listed:
        return Span(name, 0)
    days = [(one.done - one.begun).days for one in listed]
    termed = [one for one in listed if one.due is not None]
    late = sum(one.due is not None and one.done > one.due for one in termed)
    return Span(name, len(days), _middle(sorted(days)), max(days), late if termed else None)


def _middle(ordered: Sequence[int]) -> Decimal:
    count = len(ordered)
    return Decimal(ordered[(count - 1) // 2] + ordered[count // 2]) / 2
