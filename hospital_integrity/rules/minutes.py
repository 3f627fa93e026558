"""The minutes of a meeting as plain words, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Item:
    """One subject of the agenda, or all the others together; `more` are a departure's reason, remarks, objections."""

    name: str
    last: str
    proposed: str
    votes: tuple[int, int, int]
    decision: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Minutes:
    """Everything that stands on the minutes, already in words."""

    hospital: str
    title: str
    day: date
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    items: tuple[Item, ...]
    signatures: tuple[str, ...]
