"""Finds the heading of a sheet and says what of it is missing, unknown or doubled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet.cells import RawRow, RawSheet
from hospital_integrity.spreadsheet.columns import Column, bare_title, letter, plain_title
from hospital_integrity.spreadsheet.problems import CellProblem, SheetRefused

WITHIN = 10
REMEDY = say("请下载模板，对照表头改正")


@dataclass
class Heading:
    """The row of titles: its number, its texts, where each column stands (counted from 0), and what doesn't fit."""

    sheet: str
    number: int
    texts: dict[int, str]
    places: dict[str, int] = field(default_factory=dict)
    doubled: dict[int, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)


def find_heading(sheet: RawSheet, columns: Sequence[Column]) -> Heading:
    """The row among the first ten with the most known titles; raises `SheetRefused` when it isn't the template's."""
    names = _names(columns)
    rows = [row for row in sheet.rows if row.number <= WITHIN]
    best = max(rows, key=lambda row: titles_in(row, names), default=None)
    if best is None or not titles_in(best, names):
        raise SheetRefused(say("前 %(rows)s 行里没有找到表头；请下载模板，照模板填写", rows=WITHIN))
    heading = _laid_out(sheet, best, names)
    _refuse_odd(heading, columns)
    return heading


def titles_in(row: RawRow, names: Mapping[str, str]) -> int:
    """How many cells of a row are titles of known columns."""
    return sum(_key(cell.text, names) is not None for cell in row.cells.values())


def _names(columns: Sequence[Column]) -> dict[str, str]:
    bare = [bare_title(column.title) for column in columns]
    names = {title: column.key for title, column in zip(bare, columns, strict=True) if bare.count(title) == 1}
    for column in columns:
        names |= {plain_title(title): column.key for title in (column.title, *column.aliases)}
    return names


def _key(title: str, names: Mapping[str, str]) -> str | None:
    return names.get(plain_title(title)) or names.get(bare_title(title))


def _laid_out(sheet: RawSheet, row: RawRow, names: Mapping[str, str]) -> Heading:
    heading = Heading(sheet.title, row.number, {index: cell.text for index, cell in row.cells.items()})
    for index, cell in row.cells.items():
        key = _key(cell.text, names)
        if key is None:
            heading.unknown[index] = cell.text.strip()
        elif key in heading.places:
            heading.doubled[index] = cell.text.strip()
        else:
            heading.places[key] = index
    return heading


def _refuse_odd(heading: Heading, columns: Sequence[Column]) -> None:
    missing = [column.title for column in columns if column.key not in heading.places and not column.optional]
    problems = list(_problems(heading, missing))
    if not problems:
        return
    kinds = (
        (missing, say("缺少列：%(titles)s", titles="、".join(missing))),
        (heading.unknown, say("不认识的列：%(titles)s", titles=_listed(heading.unknown))),
        (heading.doubled, say("重复的列：%(titles)s", titles=_listed(heading.doubled))),
    )
    raise SheetRefused(next(saying for found, saying in kinds if found), problems)


def _listed(titles: Mapping[int, str]) -> str:
    return "、".join(title[:30] for title in list(titles.values())[:12])


def _problems(heading: Heading, missing: Sequence[str]) -> Iterator[CellProblem]:
    taken = [*heading.places.values(), *heading.unknown, *heading.doubled]
    for index, title in enumerate(missing, start=max(taken) + 1):
        yield _at(heading, index, title, say("缺少这一列"))
    for index, title in heading.unknown.items():
        yield _at(heading, index, title, say("不认识这一列"))
    for index, title in heading.doubled.items():
        yield _at(heading, index, title, say("这一列出现了不止一次"))


def _at(heading: Heading, index: int, title: str, saying: Saying) -> CellProblem:
    return CellProblem(heading.sheet, heading.number, letter(index), saying, REMEDY, title[:30])
