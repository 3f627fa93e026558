"""What a fact must have before it may enter the ledger; the edition in force on its day says so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import Item

MOST_TIMES = 99


class Unfit(Refused):
    """A fact that may not be recorded; `key` names what of it is to be mended."""

    def __init__(self, key: str, saying: Saying) -> None:
        self.key = key
        super().__init__(saying)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that somebody wants to record. `nonce` makes a second submit the same fact; `points` only where judged.

    `staff_id` is None for a fact about a department. `attested` holds the severity words or the minute number that
    the item asks for.
    """

    nonce: str
    item: str
    happened_on: date
    department_id: int
    staff_id: int | None = None
    times: int = 1
    points: Decimal | None = None
    evidence: str = ""
    attested: str = ""


def check_fact(edition: Edition, fact: Fact, today: date) -> Item:
    """The item of a fact that may be recorded; raises Unfit where it may not."""
    item = edition.items.get(fact.item)
    if item is None:
        raise Unfit("item", say("%(edition)s没有条目“%(item)s”", edition=edition.title, item=fact.item))
    if item.retired:
        raise Unfit("item", say("条目“%(item)s”已停用，请选用现行条目", item=item.name))
    if fact.happened_on > today:
        raise Unfit("day", say("发生日期 %(day)s 还没有到", day=fact.happened_on))
    if not 1 <= fact.times <= MOST_TIMES:
        raise Unfit("times", say("次数应为 1 到 %(most)s", most=MOST_TIMES))
    _check_points(item, fact)
    _check_grounds(item, fact)
    _check_subject(item, fact)
    return item


def _check_points(item: Item, fact: Fact) -> None:
    if item.judged is None:
        if fact.points is not None:
            raise Unfit("points", say("条目“%(item)s”是固定分值，不用填分数", item=item.name))
        return
    low, high = item.judged
    if fact.points is None or not low <= fact.points <= high:
        raise Unfit(
            "points", say("条目“%(item)s”的分数应在 %(low)s 到 %(high)s 之间", item=item.name, low=low, high=high)
        )
    if not item.allows(fact.points):
        raise Unfit("points", say("条目“%(item)s”的分数应是 %(step)s 的整倍数", item=item.name, step=item.step))


def _check_grounds(item: Item, fact: Fact) -> None:
    if item.evidence and not fact.evidence.strip():
        raise Unfit("evidence", say("条目“%(item)s”必须写明依据", item=item.name))
    if item.severity and fact.attested.strip() != item.severity:
        raise Unfit("attested", say("条目“%(item)s”须确认“%(words)s”才能记录", item=item.name, words=item.severity))
    if item.minute and not fact.attested.strip():
        raise Unfit("attested", say("条目“%(item)s”须填写会议纪要编号", item=item.name))


def is_personal(item: Item) -> bool:
    """Whether a fact under this item is about a person; else it is about a department."""
    return item.counts_for("staff") or item.counts_for("grid")


def may_enter(item: Item, roles: Collection[str]) -> bool:
    """Whether somebody with these roles may record the item: whoever may score, unless the edition names roles."""
    return not item.entered_by or not set(item.entered_by).isdisjoint(roles)


def check_author(item: Item, roles: Collection[str]) -> None:
    """Raises Unfit where the edition leaves the item to other roles than these."""
    if not may_enter(item, roles):
        names = "、".join(str(ROLE_NAMES.get(code, code)) for code in item.entered_by)
        raise Unfit("item", say("条目“%(item)s”只能由%(roles)s录入", item=item.name, roles=names))


def _check_subject(item: Item, fact: Fact) -> None:
    personal = is_personal(item)
    if personal and fact.staff_id is None:
        raise Unfit("number", say("条目“%(item)s”记在个人名下，请填写工号", item=item.name))
    if not personal and fact.staff_id is not None:
        raise Unfit("number", say("条目“%(item)s”记在科室名下，不填工号", item=item.name))


def counting_year(item: Item, happened_on: date, sealed: frozenset[int], today: date) -> int:
    """The year in which a fact counts: its own, or the running one where its own is closed; a veto can't move.

    Raises Refused where a veto meets a closed year: that year must be opened again by a decision (corrections).
    """
    year = happened_on.year
    if year not in sealed:
        return year
    if item.kind == "veto":
        raise Refused("%(year)s 年度已关闭，否决事项须先由更正程序重新开启该年度", year=year)
    if today.year in sealed:
        raise Refused("%(year)s 年度和本年度都已关闭，不能再记录", year=year)
    return today.year
