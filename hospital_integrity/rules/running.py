"""The account of entries as a reader follows it: after each line, what the base has come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hospital_integrity.rules.explanation import Line
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Scheme

COUNTED = ("entry", "cap", "reversed")


def is_counted(line: Line) -> bool:
    """Whether a line says what one entry was worth; the others are steps towards the result."""
    return line.entry_id is not None and line.step in COUNTED


def running(scheme: Scheme, lines: Iterable[Line]) -> Iterator[Line]:
    """The counted lines, with running totals where entries enter the base one by one.

    There is none where terms are averaged, nor beside a bonus that is added at the end. The line of a cap says in
    words how much was left out, because the effect of its entry is what remained.
    """
    part = scheme.entries_part
    total = Decimal(0) if part is None else part.base
    for line in filter(is_counted, lines):
        effect = line.effect or Decimal(0)
        if line.step == "cap":
            yield line._replace(saying=say("超过上限的 %(points)s 分不计", points=abs(effect)), effect=None)
        elif effect and line.step == "entry" and scheme.join == "sum" and (effect <= 0 or scheme.bonus_after is None):
            total += effect
            yield line._replace(total=total)
        else:
            yield line
