"""Score sheets as spreadsheets: the template to fill in, and what was filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospital_integrity.access import Reach
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scoresheet import BadCell
from hospital_integrity.scoring import operations
from hospital_integrity.spreadsheet import CellProblem, Column, Sheet, read_workbook, refused_cells, template_workbook

INSTRUCTIONS = (
    "一行记一件事：一个人（或一个科室）、一个条目、一天。",
    "条目和科室从下拉列表中选；个人的事填工号，科室按当天所在科室自动确定。",
    "固定分值的条目不填分数；次数不填算 1 次；扣分必须写依据。",
    "整张表一起检查，有一处不对就一行也不写入，并退回标红的原表。",
)


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: its rows as texts, its digest, and how many hidden rows were left out."""

    rows: list[dict[str, str]]
    digest: str
    hidden: int


def columns(edition: Edition, places: list[str]) -> tuple[Column, ...]:
    """The columns of a score sheet, with the edition's items and the departments to choose from."""
    items = tuple(f"{item.key} {item.name}"[:120] for item in edition.items.values() if not item.retired)
    return (
        Column("item", "条目", "text", required=True, choices=items, width=34, limit=160),
        Column("number", "工号", "number", width=12, aliases=("职工号", "人员编号")),
        Column("department", "科室", "text", choices=tuple(places), width=18, limit=60, aliases=("科室名称",)),
        Column("day", "发生日期", "day", required=True, width=13, aliases=("日期", "时间")),
        Column("times", "次数", "whole", low=1, high=99, width=7),
        Column("points", "分数", "decimal", low=0, high=100, width=8, aliases=("医德分",)),
        Column("evidence", "依据", "text", width=40, limit=500, aliases=("备注",)),
        Column("attested", "确认情节或纪要编号", "text", width=22, limit=120),
    )


def template(edition: Edition, day: date) -> bytes:
    """The workbook to fill in."""
    places = [place.name for place in departments.departments_on(day)]
    return template_workbook(f"评分表 {edition.title}", INSTRUCTIONS, columns(edition, places))


def read(data: bytes, filename: str, edition: Edition, reach: Reach) -> Upload:
    """The rows of an uploaded sheet, all of which could be submitted; raises SheetRefused with every bad cell."""
    found = read_workbook(data, filename, columns(edition, []))
    rows = [dict(row) for row in found.rows]
    try:
        operations.checked(rows, found.digest[:48], reach)
    except operations.BadRows as bad:
        raise refused_cells(_problem(found, cell) for cell in bad.cells) from None
    return Upload(rows, found.digest, found.hidden)


def _problem(found: Sheet, cell: BadCell) -> CellProblem:
    return found.problem(found.rows[cell.row].row, cell.key, cell.saying, say("请改正后重新上传"))
