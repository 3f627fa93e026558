"""The rows of a score sheet: from typed texts to facts, with every bad cell named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.entry import Entry
from hospital_integrity.rules.reading import (
    bare_amount,
    is_dash,
    read_day,
    read_decimal,
    read_number,
    read_text,
    read_whole,
)
from hospital_integrity.rules.recording import MOST_TIMES, Fact, Unfit, check_author, check_fact
from hospital_integrity.rules.saying import Refused, Saying, say
from hospital_integrity.rules.tally import worth

# How a sheet is laid out: its name, and which keys of its rows stand there before anybody types.
LAYOUTS: dict[str, tuple[str, ...]] = {
    "free": (),
    "items": ("item",),
    "places": ("item", "department"),
    "people": ("item", "number", "department"),
}
KEYS = ("item", "number", "department", "day", "times", "points", "evidence", "attested")
MOST_POINTS = Decimal(100)
EVIDENCE_LIMIT, ATTESTED_LIMIT = 500, 120

Row = Mapping[str, str]
Value = TypeVar("Value")


@dataclass(frozen=True)
class Known:
    """What the rows are checked against: people and departments by what is typed, homes by (person, day), editions.

    `roles` are those of whoever enters the rows; None where nobody in particular does.
    """

    people: Mapping[str, int]
    departments: Mapping[str, int]
    homes: Mapping[tuple[int, date], int]
    editions: Mapping[int, Edition]
    today: date
    roles: frozenset[str] | None = None


@dataclass(frozen=True)
class BadCell:
    """A cell that can't be used: number of the row (from 0), key of its column, what is wrong."""

    row: int
    key: str
    saying: Saying


class Bad(Exception):
    """A problem under a key; stays inside this module."""

    def __init__(self, key: str, saying: Saying) -> None:
        self.key, self.saying = key, saying
        super().__init__(str(saying))


def is_blank(row: Row, layout: str = "free") -> bool:
    """Whether nothing that matters was typed: a day, and what the layout sets, stand there beforehand."""
    counted = ("item", "number", "points", "evidence", "attested") if layout == "free" else _TYPED
    return not any(row.get(key, "").strip() for key in counted if key not in LAYOUTS.get(layout, ()))


_TYPED = ("number", "times", "points", "evidence", "attested")


def item_key(typed: str) -> str:
    """The key of an item as typed or chosen: `R01` out of `R01 院级荣誉`."""
    return typed.strip().split(" ")[0]


def days(rows: Iterable[Row]) -> set[date]:
    """The days that can be read in the rows."""
    return {day for row in rows if (day := _day_or_none(row)) is not None}


def number_of(row: Row) -> str:
    """The staff number typed in a row, with full-width digits folded; empty where none can be read."""
    try:
        return read_number(row.get("number", ""))
    except Refused:
        return ""


def worth_of(row: Row, known: Known) -> dict[str, Decimal]:
    """What a row would be worth by kind of subject, before caps; nothing where that can't be read from it yet."""
    try:
        day, times = read_day(row.get("day", "")), _optional("times", row, _times, 1)
        points = _optional("points", row, _points, None)
        item = known.editions[day.year].items[item_key(row.get("item", ""))]
    except (Refused, Bad, KeyError):
        return {}
    if item.judged is not None and points is None:
        return {}
    entry = Entry(0, item.key, day, times, points, 0)
    return {kind: value for kind in item.worth if (value := worth(item, entry, kind))}


def _day_or_none(row: Row) -> date | None:
    try:
        return read_day(row.get("day", ""))
    except Refused:
        return None


def facts_of(rows: Iterable[Row], known: Known, nonce: str) -> tuple[list[Fact], list[BadCell]]:
    """The facts of all rows that aren't blank, or every bad cell; a fact's nonce is the sheet's and its row."""
    facts, bad = [], []
    for number, row in enumerate(rows):
        if is_blank(row):
            continue
        try:
            facts.append(_fact(row, known, f"{nonce}-{number}"))
        except Bad as problem:
            bad.append(BadCell(number, problem.key, problem.saying))
    return facts, bad


def _fact(row: Row, known: Known, nonce: str) -> Fact:
    day = _read("day", row, read_day)
    staff_id = _person(row, known)
    fact = Fact(
        nonce=nonce,
        item=item_key(row.get("item", "")),
        happened_on=day,
        department_id=_department(row, known, staff_id, day),
        staff_id=staff_id,
        times=_optional("times", row, _times, 1),
        points=_optional("points", row, _points, None),
        evidence=_optional("evidence", row, lambda text: read_text(text, EVIDENCE_LIMIT), ""),
        attested=_optional("attested", row, lambda text: read_text(text, ATTESTED_LIMIT), ""),
    )
    _check(fact, known)
    return fact


def _times(text: str) -> int:
    return read_whole(bare_amount(text), low=1, high=MOST_TIMES)


def _points(text: str) -> Decimal | None:
    return read_decimal(bare_amount(text), low=0, high=MOST_POINTS)


def _optional(key: str, row: Row, reader: Callable[[str], Value], default: Value) -> Value:
    return _read(key, row, reader) if _typed(key, row) else default


def _typed(key: str, row: Row) -> bool:
    return bool(row.get(key, "").strip()) and not is_dash(row[key])


def _read(key: str, row: Row, reader: Callable[[str], Value]) -> Value:
    if not _typed(key, row):
        raise Bad(key, say("不能为空"))
    try:
        return reader(row[key])
    except Refused as refused:
        raise Bad(key, refused.saying) from None


def _person(row: Row, known: Known) -> int | None:
    if not _typed("number", row):
        return None
    number = _read("number", row, read_number)
    if number not in known.people:
        raise Bad("number", say("没有工号为 %(number)s 的人", number=number))
    return known.people[number]


def _department(row: Row, known: Known, staff_id: int | None, day: date) -> int:
    typed = row.get("department", "").strip()
    if typed and typed not in known.departments:
        raise Bad("department", say("没有编码或名称为“%(department)s”的科室", department=typed))
    if staff_id is None:
        if not typed:
            raise Bad("department", say("请填写工号或科室"))
        return known.departments[typed]
    home = known.homes.get((staff_id, day))
    if home is None:
        raise Bad("day", say("此人在 %(day)s 不属于任何科室", day=day))
    if typed and known.departments[typed] != home:
        raise Bad("department", say("此人在 %(day)s 不属于这个科室，请核对工号、科室和日期", day=day))
    return home


def _check(fact: Fact, known: Known) -> None:
    edition = known.editions.get(fact.happened_on.year)
    if edition is None:
        raise Bad("day", say("%(year)s 年没有生效的办法，请先发布", year=fact.happened_on.year))
    try:
        item = check_fact(edition, fact, known.today)
        if known.roles is not None:
            check_author(item, known.roles)
    except Unfit as unfit:
        raise Bad(unfit.key, unfit.saying) from None
