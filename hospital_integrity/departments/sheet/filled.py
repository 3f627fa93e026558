"""Lists of departments and of staff as spreadsheets: the templates, and what was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.models import RegisterImport
from hospital_integrity.rules import directory, roster
from hospital_integrity.rules.comparison import Fault
from hospital_integrity.rules.register import CATEGORIES, PROFESSIONS
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import (
    SCREEN,
    Column,
    Limits,
    Sheet,
    read_workbook,
    refused_cells,
    template_workbook,
)

Words = Mapping[str, Saying]


def _offered(words: Words) -> tuple[str, ...]:
    return tuple(saying.text for saying in words.values())


DEPARTMENT_COLUMNS = (
    Column("code", "科室代码", required=True, unique=True, limit=20, note="一经使用不再改动", aliases=("代码", "编码")),
    Column("name", "科室名称", "name", required=True, width=24, limit=60, aliases=("名称", "科室")),
    Column("category", "类别", "choice", required=True, choices=_offered(CATEGORIES), aliases=("科室类别",)),
    Column("campus", "院区", "name", required=True, limit=40, note="只有一个院区时写医院本部的叫法，例如 总院"),
    Column("opened_on", "设立日期", "day", note="不填就是上传时写的生效日期"),
)
STAFF_COLUMNS = (
    Column(
        "number", "工号", "number", required=True, unique=True, note="文本格式，前面的 0 不要省略", aliases=("职工号",)
    ),
    Column("name", "姓名", "name", required=True, limit=40),
    Column(
        "department", "科室", required=True, width=20, limit=60, note="科室代码或名称", aliases=("科室代码", "部门")
    ),
    Column("profession", "专业类别", "choice", required=True, choices=_offered(PROFESSIONS), aliases=("人员类别",)),
    Column("title", "职称", limit=40),
    Column("hired_on", "入职日期", "day", note="不填时：新进人员按入科日期，在册人员不变"),
    Column("since", "入科日期", "day", note="新进或调动从哪天起；不填就是入职日期或上传时写的生效日期"),
)
DEPARTMENT_WORDS = (
    "一行一个科室，科室代码对得上就是同一个科室；名称、类别、院区不同的按生效日期登记变更。",
    "表里没有的科室不受影响；合并、拆分、撤销请在科室页办理。",
)
STAFF_WORDS = (
    "一行一个人，只按工号对人，不按姓名；带 * 的列必填，不要改动表头。",
    "上传后先看对比：新进、调动、变更、缺少，确认后才写入；缺少的人要逐个勾选才登记离院。",
)


@dataclass(frozen=True)
class Listing:
    """A list that was read and compared without fault, and is kept for confirmation; hidden rows were left out."""

    kept: RegisterImport
    hidden: int


def department_template() -> bytes:
    """The empty template for departments."""
    return template_workbook("科室名单", DEPARTMENT_WORDS, DEPARTMENT_COLUMNS)


def staff_template() -> bytes:
    """The template for staff."""
    return template_workbook("人员名册", STAFF_WORDS, STAFF_COLUMNS)


def keep_departments(data: bytes, filename: str, day: date) -> Listing:
    """Read, compare and keep a list of departments; SheetRefused when a cell can't be taken over."""
    sheet = read_workbook(data, filename, DEPARTMENT_COLUMNS)
    listed = [directory.Listed(row.row, **_keyed(row.typed, category=CATEGORIES)) for row in sheet.rows]
    _refuse(sheet, queries.fresh_departments(listed, day).faults)
    return Listing(operations.keep_departments(listed, filename, day), sheet.hidden)


def keep_staff(data: bytes, filename: str, day: date) -> Listing:
    """Read, compare and keep a roster; SheetRefused when a cell can't be taken over."""
    listed, hidden = read_staff(data, filename, day)
    return Listing(operations.keep_staff(listed, filename, day), hidden)


def read_staff(data: bytes, filename: str, day: date, limits: Limits = SCREEN) -> tuple[list[roster.Listed], int]:
    """The rows of a roster, compared without fault, and how many hidden ones were left out; keeps nothing."""
    sheet = read_workbook(data, filename, STAFF_COLUMNS, limits)
    listed = [roster.Listed(row.row, **_keyed(row.typed, profession=PROFESSIONS)) for row in sheet.rows]
    _refuse(sheet, queries.fresh_staff(listed, day).faults)
    return listed, sheet.hidden


def _refuse(sheet: Sheet, faults: Iterable[Fault]) -> None:
    problems = [sheet.problem(fault.row, fault.column, fault.saying, fault.remedy) for fault in faults]
    if problems:
        raise refused_cells(problems)


def _keyed(typed: Mapping[str, Any], **words: Words) -> dict[str, Any]:
    keys = {key: _key(offered, typed[key]) for key, offered in words.items()}
    return {**typed, **keys, **({"title": typed["title"] or ""} if "title" in typed else {})}


def _key(offered: Words, word: str) -> str:
    return next(key for key, saying in offered.items() if saying.text == word)
