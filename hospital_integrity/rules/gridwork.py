"""What a grid member owes, by the month and by the quarter: when it opens, until when it is on time, what it counts as.

The two days and the stretch of silence are the only settings; the points are the edition's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.period import months_after
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.scheme import Item

OPENS_DAY = 25  # of the month itself: the first day on which its report may be handed in
DUE_DAY = 5  # of the following month: the last day on which it is on time
SILENT_AFTER = 2  # months in a row without a report make a department silent

# Which item stands for which duty. Keys of items are for ever (docs/edition.md), so an edition may change their worth,
# their words and their limits, but a duty is found under the same key in every year.
ITEM_OF: Mapping[str, str] = {"on_time": "G01", "late": "G02", "meeting": "G03", "risk": "G04", "session": "G05"}

KINDS: Mapping[str, Saying] = {"report": say("廉情月报"), "risk": say("风险线索"), "session": say("廉政教育")}
STATES: Mapping[str, Saying] = {
    "draft": say("草稿"),
    "open": say("处置中"),
    "submitted": say("待验收"),
    "closing": say("待销号"),
    "returned": say("已退回"),
    "accepted": say("已验收"),
    "closed": say("已闭环"),
    "rejected": say("不予认定"),
}
OPEN, WAITING, DONE = ("draft", "open", "returned"), ("submitted", "closing"), ("accepted", "closed")
RISK_LEVELS: Mapping[str, Saying] = {"low": say("一般"), "medium": say("较大"), "high": say("重大")}
ATTENDANCE: Mapping[str, Saying] = {"present": say("出席"), "excused": say("请假"), "absent": say("缺席")}
CELLS: Mapping[str, Saying] = {
    "zero": say("零报告"),
    "on_time": say("按时"),
    "late": say("逾期"),
    "missing": say("未报"),
    "due": say("待报"),
    "vacant": say("无网格员"),
    "": say("未到期"),
}
WORST_FIRST = ("missing", "late", "due", "on_time", "zero", "")


@dataclass(frozen=True, slots=True)
class Stay:
    """An appointment as far as its days go; an open end is None."""

    from_day: date
    to_day: date | None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


@dataclass(frozen=True, slots=True)
class Handed:
    """A month's report as far as a coverage page needs it."""

    late: bool
    zero: bool


def month_end(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return months_after(first, 1) - timedelta(1)


def opens_on(first: date) -> date:
    """The day from which the report of the month that begins on `first` may be handed in."""
    return first.replace(day=OPENS_DAY)


def due_on(first: date) -> date:
    """The last day on which that report is on time."""
    return months_after(first, 1).replace(day=DUE_DAY)


def is_late(first: date, day: date) -> bool:
    """Whether a report of that month, handed in on this day, is late."""
    return day > due_on(first)


def quarter_of(day: date) -> int:
    """The quarter that a day falls into, 1 to 4."""
    return (day.month + 2) // 3


def months_of(year: int) -> list[date]:
    """The first days of the twelve months of a year."""
    return [date(year, month, 1) for month in range(1, 13)]


def owes(first: date, stays: Iterable[Stay]) -> bool:
    """Whether who holds these appointments owes the month's report: one of them holds on the month's last day."""
    return any(stay.holds(month_end(first)) for stay in stays)


def last_served(first: date, stays: Iterable[Stay]) -> date | None:
    """The last day of the month on which one of these appointments holds; None where none does."""
    last = month_end(first)
    days = [min(last, stay.to_day or last) for stay in stays if stay.from_day <= last]
    return max((day for day in days if day >= first), default=None)


def check_month(first: date, today: date) -> None:
    """Refuse a month that hasn't begun."""
    if first > today:
        raise Refused("%(year)s 年 %(month)s 月还没有到，不能提前报送", year=first.year, month=first.month)


def served_in(first: date, stays: Iterable[Stay]) -> date:
    """The last day of the month that these appointments served; Refused where they didn't serve in it at all."""
    served = last_served(first, stays)
    if served is None:
        raise Refused("%(year)s 年 %(month)s 月您没有网格员任命，不用报送月报", year=first.year, month=first.month)
    return served


def check_hand_in(first: date, stays: Iterable[Stay], today: date) -> date:
    """The day that the month's report stands for: its last one served, or today while it runs; Refused otherwise."""
    check_month(first, today)
    served, opens = served_in(first, stays), opens_on(first)
    if today < opens:
        raise Refused("%(year)s 年 %(month)s 月的月报从 %(day)s 起报送", year=first.year, month=first.month, day=opens)
    return min(served, today)


def item_for(edition: Edition, duty: str) -> Item:
    """The edition's item that a duty is recorded under; Refused where the edition has none that counts."""
    item = edition.items.get(ITEM_OF[duty])
    if item is None or item.retired or not item.counts_for("grid"):
        raise Refused(
            "“%(edition)s”没有在用的网格员条目 %(item)s，这项履职不能计分；请先在办法里补上",
            edition=edition.title,
            item=ITEM_OF[duty],
        )
    return item


def cell(first: date, owed: bool, handed: Handed | None, today: date) -> str:
    """What a coverage page says of one member and month: a key of CELLS."""
    if handed is not None:
        return "late" if handed.late else "zero" if handed.zero else "on_time"
    if not owed or today < opens_on(first):
        return ""
    return "missing" if is_late(first, today) else "due"


def worst(cells: Iterable[str]) -> str:
    """Of several members' cells the one that most needs somebody; 'vacant' where there are none."""
    found = set(cells)
    return next((one for one in WORST_FIRST if one in found), "vacant")


def is_silent(cells: Iterable[str]) -> bool:
    """Whether a department, its past months' cells oldest first, has nothing in the last SILENT_AFTER months due."""
    past = [one for one in cells if one not in ("", "due")]
    return len(past) >= SILENT_AFTER and set(past[-SILENT_AFTER:]) <= {"missing", "vacant"}
