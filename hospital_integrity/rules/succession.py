"""What a new edition owes to those before it: every item ever used stays known, and stays the kind of thing it was.

Facts of a former year are read by later editions too (a fact proved late counts in the running year), so no key may
vanish or change its meaning; an item that is used no longer is carried with `retired = true`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scheme import Item
from hospital_integrity.rules.table import Problem


def check_succession(new: Edition, before: Iterable[Edition], this_year: int | None) -> tuple[Problem, ...]:
    """What keeps `new` from following these editions; empty when nothing does.

    `this_year` is the year it is now: an edition for a year that is over would change the past. None doesn't ask.
    """
    older = sorted(before, key=lambda one: one.year)
    known = {key: item for one in older for key, item in one.items.items()}
    carried = (problem for key, item in known.items() for problem in _carried(key, item, new))
    return (*_year(new, older, this_year), *_code(new, older), *carried)


def _year(new: Edition, older: Sequence[Edition], this_year: int | None) -> Iterator[Problem]:
    if older and new.year <= older[-1].year:
        words = say("已有 %(year)s 年起施行的办法，新办法只能从更晚的年份施行", year=older[-1].year)
        yield Problem("year", words)
    elif this_year is not None and new.year < this_year:
        yield Problem("year", say("%(year)s 年已经过去，不能再为它发布办法", year=new.year))


def _code(new: Edition, older: Sequence[Edition]) -> Iterator[Problem]:
    if new.code in {one.code for one in older}:
        yield Problem("code", say("编号“%(code)s”已经用过，请换一个", code=new.code))


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


def why_not_withdrawn(year: int, this_year: int) -> Saying | None:
    """Why an edition that takes effect in `year` can't be withdrawn any more; None while nothing counts by it yet."""
    if year > this_year:
        return None
    return say(
        "这一版自 %(year)s 年 1 月 1 日起已经施行，记录和评定都按它计算，不能撤回；要改动请起草新的一版",
        year=year,
    )


def moved(text: str, edition: Edition, year: int) -> str:
    """The text of an edition with another year, and a code that says so; comments and order stay."""
    code = edition.code.removesuffix(f"-{edition.year}")[:24] + f"-{year}"
    dated = re.sub(r"(?m)^year\s*=\s*[0-9]+", f"year = {year}", text, count=1)
    return re.sub(r"(?m)^code\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')", f'code = "{code}"', dated, count=1)
