"""What the rows of a sheet come to while they are typed, and what of them can't stay so; as words for the screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext

from hospital_integrity.filters import points
from hospital_integrity.forms import spoken
from hospital_integrity.rules.scoresheet import Row, facts_of, worth_of
from hospital_integrity.scoring import queries

KINDS = {"department": lazy_gettext("科室"), "staff": lazy_gettext("个人"), "grid": lazy_gettext("网格员")}

_JOINED, _TIED = " · ", "\u00a0"  # a kind and its points stay on one line


def told(rows: Sequence[Row]) -> dict[str, Any]:
    """For each row what it is worth and which of its filled cells are bad; the sums of all rows, and their facts."""
    known = queries.known_for(rows)
    facts, cells = facts_of(rows, known, "")
    worths = [worth_of(row, known) for row in rows]
    bad: dict[int, dict[str, str]] = defaultdict(dict)
    for cell in cells:
        if rows[cell.row].get(cell.key, "").strip():
            bad[cell.row][cell.key] = spoken(cell.saying)
    lines = [{"worth": in_words(worth), "bad": bad[place]} for place, worth in enumerate(worths)]
    return {"lines": lines, "total": _total(worths), "count": len(rows), "facts": facts}


def _total(worths: Sequence[Mapping[str, Decimal]]) -> str:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for worth in worths:
        for kind, value in worth.items():
            sums[kind] += value
    shown = (f"{KINDS[kind]}{_TIED}{points(sums[kind])}" for kind in KINDS if kind in sums)
    return _JOINED.join(shown) or gettext("暂无加减分")


def in_words(worth: Mapping[str, Decimal]) -> str:
    """Points by kind of subject: 科室 −1 · 个人 −5."""
    return _JOINED.join(f"{KINDS[kind]}{_TIED}{points(worth[kind])}" for kind in KINDS if worth.get(kind))
