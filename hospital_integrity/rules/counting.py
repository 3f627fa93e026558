"""How each item counts in one scheme, looked up once an edition and not once an entry."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from hospital_integrity.rules.scheme import Item, Scheme

ZERO = Decimal(0)


class Counting(NamedTuple):
    """One item in one scheme: heading ("" none), worth, whether judged points, a cap or a ceiling are minded."""

    item: Item
    heading: str
    worth: Decimal
    judged: bool
    capped: bool
    limiting: bool


def countings(items: Mapping[str, Item], scheme: Scheme) -> dict[str, Counting]:
    """The items that mean anything in a scheme, by key."""
    return {key: _counting(item, scheme) for key, item in items.items() if item.counts_for(scheme.kind)}


def _counting(item: Item, scheme: Scheme) -> Counting:
    heading = item.headings.get(scheme.kind, "")
    capped = item.cap is not None or heading in scheme.limited_headings
    worth = item.worth.get(scheme.kind, ZERO)
    return Counting(item, heading, worth, item.judged is not None, capped, scheme.kind in item.ceilings)
