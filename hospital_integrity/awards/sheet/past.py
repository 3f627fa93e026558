"""Past years from papers: the template, and what was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity.awards import operations, queries
from hospital_integrity.awards.models import HistoryImport
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules import past_stars
from hospital_integrity.rules.comparison import Fault
from hospital_integrity.rules.past_stars import GRADES, PastResult
from hospital_integrity.rules.saying import say
from hospital_integrity.spreadsheet import Column, Row, Sheet, read_workbook, refused_cells, template_workbook

KINDS = {"科室": "department", "网格员": "grid", "个人": "staff"}
STARS = {"不评星": 0, "一星": 1, "二星": 2, "三星": 3, "四星": 4, "五星": 5}
INSTRUCTIONS = (
    "一行一个对象的一个年度；科室填科室代码，网格员和个人填工号，都按原样填写，不省略前面的 0。",
    "科室和网格员填星级；个人填医德考评的等次。人按工号对应，从不按姓名对应。",
    "只导入本系统启用之前的年度；已在本系统评定的年度不能用导入代替。",
    "文件号、决定日期和来源照纸质文件填写；导入的结果处处标明“导入”，不能重新计算。",
    "整张表一起检查，有一处不对就一行也不写入；由另一人核对确认后才生效。",
)
COLUMNS = (
    Column("kind", "类别", "choice", required=True, choices=tuple(KINDS), width=10),
    Column("code", "科室代码或工号", "number", required=True, width=16, aliases=("代码", "工号", "科室代码")),
    Column("name", "名称或姓名", "name", width=18, limit=60, note="供核对，可不填", aliases=("名称", "姓名")),
    Column("year", "年度", "whole", required=True, low=1990, high=2200, width=8),
    Column("stars", "星级", "choice", required=True, choices=(*STARS, *GRADES), width=10, aliases=("等次",)),
    Column("document_no", "决定文件号", required=True, width=24, limit=60, aliases=("文件号",)),
    Column("decided_on", "决定日期", "day", required=True, width=13, aliases=("日期",)),
    Column("source", "来源", required=True, width=30, limit=200, note="文件存放处，例如 档案室 2023 年第 5 卷"),
)


@dataclass(frozen=True)
class Listing:
    """A file that was read without fault and kept; hidden rows were left out."""

    kept: HistoryImport
    hidden: int


def past_template() -> bytes:
    """The empty template."""
    return template_workbook("历年星级", INSTRUCTIONS, COLUMNS)


def keep_past(data: bytes, filename: str, nonce: str, today: date) -> Listing:
    """Read, check and keep a file; SheetRefused with every bad cell when one can't be taken over."""
    sheet = read_workbook(data, filename, COLUMNS)
    owners, unknown = _owners(sheet.rows)
    _refuse(sheet, unknown)
    listed = [_result(row, owners[row.row]) for row in sheet.rows]
    _refuse(sheet, past_stars.faults(listed, today, queries.awarded_years()))
    return Listing(operations.keep_history(listed, filename, nonce), sheet.hidden)


def _owners(rows: Iterable[Row]) -> tuple[dict[int, tuple[int, str]], list[Fault]]:
    """Whose each row is, (id, registered name) by row, and the rows that are nobody's."""
    rows = list(rows)
    places = {place.code: place for place in departments.all_places()}
    people = departments.staff_by_numbers([row.typed["code"] for row in rows])
    found, faults = {}, []
    for row in rows:
        known = (places if KINDS[row.typed["kind"]] == "department" else people).get(row.typed["code"])
        faults += _unknown(row, known)
        if known is not None:
            found[row.row] = (known.id, known.name)
    return found, faults


def _unknown(row: Row, known: Any) -> Iterator[Fault]:
    if known is None:
        words = say("登记册里没有“%(code)s”", code=row.typed["code"])
        yield Fault(row.row, "code", words, say("请核对代码或工号，前面的 0 不要省略"))
    elif row.typed["kind"] != "科室" and row.typed["name"] and row.typed["name"] != known.name:
        words = say("工号 %(code)s 登记的姓名是“%(name)s”", code=row.typed["code"], name=known.name)
        yield Fault(row.row, "name", words, say("请核对工号；姓名只供核对"))


def _result(row: Row, owner: tuple[int, str]) -> PastResult:
    typed = row.typed
    return PastResult(
        row=row.row,
        subject_kind=KINDS[typed["kind"]],
        subject_id=owner[0],
        name=owner[1],
        year=typed["year"],
        stars=STARS.get(typed["stars"], 0),
        level=typed["stars"] if typed["stars"] in GRADES else "",
        document_no=typed["document_no"],
        decided_on=typed["decided_on"],
        source=typed["source"],
    )


def _refuse(sheet: Sheet, faults: Iterable[Fault]) -> None:
    problems = [sheet.problem(fault.row, fault.column, fault.saying, fault.remedy) for fault in faults]
    if problems:
        raise refused_cells(problems)
