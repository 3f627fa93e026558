"""Whose star history goes on in which department, and what a department was called on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Renaming:
    """On `day` the name `was` ended and the name `became` began."""

    day: date
    was: str
    became: str


def lineage(department: int, heirs: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """The department, then every earlier one whose star history goes on in it, nearest first.

    `heirs` are pairs (earlier department, the one that carries its history on); a circle ends where it began.
    """
    forebears: dict[int, list[int]] = {}
    for earlier, heir in heirs:
        forebears.setdefault(heir, []).append(earlier)
    found = [department]
    for one in found:
        found.extend(earlier for earlier in forebears.get(one, ()) if earlier not in found)
    return tuple(found)


def name_on(day: date, today: str, renamings: Iterable[Renaming]) -> str:
    """The name on a day: the one before the first renaming that came later, else today's."""
    later = [renaming for renaming in renamings if renaming.day > day]
    return min(later, key=lambda renaming: renaming.day).was if later else today
