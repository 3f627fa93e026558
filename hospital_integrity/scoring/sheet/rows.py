"""Score sheets as spreadsheets: an empty one, one with all departments or people filled in, and what came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hospital_integrity.access import Reach
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Item
from hospital_integrity.rules.scoresheet import BadCell, is_blank, number_of
from hospital_integrity.scoring import operations
from hospital_integrity.spreadsheet import (
    SCREEN,
    CellProblem,
    Column,
    Limits,
    Sheet,
    read_workbook,
    refused_cells,
    template_workbook,
)

INSTRUCTIONS = (
    "一行记一件事：一个人（或一个科室）、一个条目、一天。",
    "条目和科室从下拉列表中选；个人的事填工号，科室按当天所在科室自动确定。",
    "固定分值的条目不填分数；次数不填算 1 次；扣分必须写依据。日期写 2026-11-22、2026.11.22 或 2026年11月22日都行。",
    "整张表一起检查，有一处不对就一行也不写入，并退回标红的原表。上传后先看一遍，再提交。",
)
FILLED = (
    "只填发生过的：次数（或分数）、依据；没有发生的行空着，不会写入。次数填 1 表示一次。",
    "科室编码、工号和条目已经填好，请不要改；同一对象要记几件，复制这一行。",
    "整张表一起检查，有一处不对就一行也不写入，并退回标红的原表。上传后先看一遍，再提交。",
)
CODE = Column("code", "科室编码", "number", width=11, optional=True)
NAME = Column("name", "姓名", "text", width=10, limit=60, optional=True)
MARK_OF_FILLED = ("code", "name")


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: its rows as texts, its digest, and how many hidden rows were left out."""

    rows: list[dict[str, str]]
    digest: str
    hidden: int


def columns(items: Iterable[Item], places: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a score sheet, with the items and the departments to choose from."""
    choices = tuple(f"{item.key} {item.name}"[:120] for item in items)
    return (
        Column("item", "条目", "text", required=True, choices=choices, width=34, limit=160),
        Column("number", "工号", "number", width=12, aliases=("职工号", "人员编号"), loose=True),
        Column(
            "department", "科室", "text", choices=tuple(places), width=18, limit=60, aliases=("科室名称",), loose=True
        ),
        Column("day", "发生日期", "day", width=13, aliases=("日期", "时间"), loose=True),
        Column("times", "次数", "whole", low=1, high=99, width=7, loose=True),
        Column("points", "分数", "decimal", low=0, high=100, width=8, aliases=("医德分",), loose=True),
        Column("evidence", "依据", "text", width=40, limit=500, aliases=("备注",), loose=True),
        Column("attested", "确认情节或纪要编号", "text", width=22, limit=120, loose=True),
    )


def template(title: str, items: Iterable[Item], places: Sequence[str]) -> bytes:
    """The empty workbook to fill in."""
    return template_workbook(title, INSTRUCTIONS, columns(items, places))


def filled_template(title: str, item: Item, lines: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook about one item with a line for each department (`code`) or person (`name`), filled in so far."""
    known = "code" if lines and "code" in lines[0] else "name"
    own = CODE if known == "code" else NAME
    asked = [one for one in columns([item], []) if one.key != "department" or known == "code"]
    return template_workbook(title, FILLED, [own, *asked], lines)


def read(data: bytes, filename: str, items: Iterable[Item], reach: Reach, limits: Limits = SCREEN) -> Upload:
    """The rows of an uploaded sheet, all of which could be submitted; raises SheetRefused with every bad cell."""
    expected = [CODE, NAME, *_optional_department(columns(items, []))]
    found = read_workbook(data, filename, expected, limits)
    filled = any(key in found.places for key in MARK_OF_FILLED)
    kept = [row for row in found.rows if not (filled and is_blank(row, "people"))]
    rows = [{key: value for key, value in _placed(row).items() if key not in MARK_OF_FILLED} for row in kept]
    bad = _misnamed(kept)
    try:
        operations.checked(rows, found.digest[:48], reach)
    except operations.BadRows as refused:
        bad += refused.cells
    if bad:
        raise refused_cells(_problem(found, kept[cell.row].row, cell) for cell in bad)
    return Upload(rows, found.digest, found.hidden)


def _optional_department(asked: Iterable[Column]) -> Iterable[Column]:
    return (replace(one, optional=one.key in ("department", "number")) for one in asked)


def _placed(row: Mapping[str, str]) -> dict[str, str]:
    """The row with its department by code where it has one: two departments may share a name."""
    return {"department": "", "number": "", **row} | ({"department": row["code"]} if row.get("code") else {})


def _misnamed(rows: Sequence[Mapping[str, str]]) -> list[BadCell]:
    named = [place for place, row in enumerate(rows) if row.get("name") and row.get("number")]
    people = departments.staff_by_numbers({number_of(rows[place]) for place in named})
    wrong = [p for p in named if (one := people.get(number_of(rows[p]))) and one.name != rows[p]["name"].strip()]
    return [
        BadCell(place, "number", say("工号与姓名“%(name)s”不是同一个人", name=rows[place]["name"])) for place in wrong
    ]


def _problem(found: Sheet, row: int, cell: BadCell) -> CellProblem:
    key = next(key for key in (cell.key, "code", "number", "item") if key in found.places)
    return found.problem(row, key, cell.saying, say("请改正后重新上传"))
