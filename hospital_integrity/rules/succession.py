"""What a new edition owes to those before it: every item ever used stays known, and stays the kind of thing it was.

Facts of a former year are read by later editions too (a fact proved late counts in the running year), so no key may
vanish or change its meaning; an item that is used no longer is carried with `retired = true`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Item
from hospital_integrity.rules.table import Problem


def check_succession(new: Edition, before: Iterable[Edition]) -> tuple[Problem, ...]:
    """What keeps `new` from following these editions; empty when nothing does."""
    known = {key: item for older in sorted(before, key=lambda one: one.year) for key, item in older.items.items()}
    return tuple(problem for key, item in known.items() for problem in _carried(key, item, new))


def _carried(key: str, old: Item, new: Edition) -> Iterator[Problem]:
    item = new.items.get(key)
    if item is None:
        words = say("以前的条目“%(item)s”不能删去；不再使用时保留它并写 retired = true", item=old.name)
        yield Problem(f"items.{key}", words)
        return
    if item.kind != old.kind:
        yield Problem(f"items.{key}.kind", say("条目“%(item)s”的类别不能改变，请另起新的编号", item=old.name))
    if bool(item.judged) != bool(old.judged):
        yield Problem(f"items.{key}.judged", say("条目“%(item)s”是否评定分值不能改变，请另起新的编号", item=old.name))
