"""A result of a past year as a paper says it: what a row must be before it may stand beside what was awarded here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity.rules.comparison import Fault
from hospital_integrity.rules.saying import say

MOST_YEARS = 10
MOST_STARS = 5
GRADES = ("优秀", "良好", "一般", "较差", "合格", "基本合格", "不合格")


@dataclass(frozen=True)
class PastResult:
    """One row: whose, which year, how many stars (0: none) or, for a person, which grade, and by which paper."""

    row: int
    subject_kind: str
    subject_id: int
    name: str
    year: int
    stars: int
    document_no: str
    decided_on: date
    source: str
    level: str = ""

    def columns(self) -> dict[str, Any]:
        """The row as it is kept."""
        return {key: value for key, value in vars(self).items() if key != "row"}


def as_result(stored: Mapping[str, Any]) -> PastResult:
    """A row out of its plain form."""
    return PastResult(**{**stored, "decided_on": date.fromisoformat(stored["decided_on"])})


def faults(listed: Sequence[PastResult], today: date, awarded: Collection[tuple[str, int]]) -> list[Fault]:
    """What is wrong with rows, by row and column; `awarded` are the kinds and years that were awarded here."""
    seen: dict[tuple[str, int, int], int] = {}
    found = []
    for one in listed:
        found += _wrong(one, today, awarded)
        first = seen.setdefault((one.subject_kind, one.subject_id, one.year), one.row)
        if first != one.row:
            words = say("与第 %(row)s 行是同一对象、同一年度", row=first)
            found.append(Fault(one.row, "year", words, say("每个对象每年只留一行")))
    return found


def _wrong(one: PastResult, today: date, awarded: Collection[tuple[str, int]]) -> list[Fault]:
    found = []
    if (one.subject_kind == "staff") != bool(one.level):
        words = say("个人填等次，科室和网格员填星级")
        found.append(Fault(one.row, "stars", words, say("个人：优秀、良好、一般、较差；其他：一星至五星或不评星")))
    if not today.year - MOST_YEARS <= one.year < today.year:
        words = say("年度应在 %(first)s 到 %(last)s 之间", first=today.year - MOST_YEARS, last=today.year - 1)
        found.append(Fault(one.row, "year", words, say("只导入过去的年度")))
    elif (one.subject_kind, one.year) in awarded:
        words = say("%(year)s 年度已在本系统评定，不能用导入代替", year=one.year)
        found.append(Fault(one.row, "year", words, say("删去这一行")))
    if not date(one.year, 1, 1) <= one.decided_on <= today:
        words = say("决定日期 %(day)s 不在 %(year)s 年初到今天之间", day=one.decided_on, year=one.year)
        found.append(Fault(one.row, "decided_on", words, say("请核对文件上的日期")))
    return found
