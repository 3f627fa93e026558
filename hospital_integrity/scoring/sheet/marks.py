"""Marks as a spreadsheet: a line for each rater and department; what came back, all of it good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hospital_integrity.departments import queries as departments
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Sheet as MarkSheet
from hospital_integrity.scoring import queries
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
    "一行一个分数：谁（评分人）给哪个科室打了多少分。一份问卷一个编号，或填评分人工号；每位评分人各占一段。",
    "没有打分的科室空着，或删去那一行。评分人所在的科室不由他打分。",
    "整张表一起检查，有一处不对就一个分数也不写入，并退回标红的原表。上传后先看一遍，再提交。",
)


@dataclass(frozen=True)
class MarksUpload:
    """A file of marks that may be kept: rows of subject, rater and value as texts, its digest, its hidden rows."""

    rows: list[dict[str, str]]
    digest: str
    hidden: int


def _columns(sheet: MarkSheet) -> tuple[Column, ...]:
    rater = Column("rater", "评分人", "number", width=14, aliases=("评分人工号", "问卷编号"), loose=True)
    return (
        Column("code", "科室编码", "number", required=True, width=11),
        Column("place", "科室", "text", width=20, limit=60, aliases=("科室名称",), optional=True),
        *([rater] if sheet.raters == "many" else []),
        Column("value", "分数", "decimal", low=sheet.low, high=sheet.high, width=8, loose=True),
    )


def marks_template(title: str, sheet: MarkSheet, places: Sequence[Any]) -> bytes:
    """The workbook to fill in, with all departments."""
    lines = [{"code": place.code, "place": place.name} for place in places]
    return template_workbook(title, INSTRUCTIONS, _columns(sheet), lines)


def read_marks(data: bytes, filename: str, year: int, sheet: MarkSheet, limits: Limits = SCREEN) -> MarksUpload:
    """The marks of a file, all of which could be entered; raises SheetRefused with every bad cell."""
    found = read_workbook(data, filename, _columns(sheet), limits)
    places = {place.code: place.id for place in departments.departments_on(queries.judged_on(year))}
    problems = list(_problems(found, sheet, places, year))
    if problems:
        raise refused_cells(problems)
    rows = [
        {"subject": str(places[row["code"]]), "rater": row.get("rater", ""), "value": str(row.typed["value"])}
        for row in found.rows
        if row["value"]
    ]
    return MarksUpload(rows, found.digest, found.hidden)


def _problems(found: Sheet, sheet: MarkSheet, places: Mapping[str, int], year: int) -> Iterator[CellProblem]:
    homes = queries.homes_of({row.get("rater", "") for row in found.rows} - {""}, year)
    seen: dict[tuple[str, str], int] = {}
    for row in found.rows:
        rater, code = row.get("rater", ""), row["code"]
        if code not in places:
            yield found.problem(
                row.row, "code", say("没有编码为“%(code)s”的科室", code=code), say("请照模板里的编码填写")
            )
        elif not row["value"]:
            continue
        elif sheet.raters == "many" and not rater:
            yield found.problem(row.row, "rater", say("没有写评分人"), say("请填评分人工号或问卷编号"))
        elif homes.get(rater) == places[code]:
            yield found.problem(row.row, "value", say("评分人不能给自己所在的科室打分"), say("请删去这一行的分数"))
        elif (first := seen.setdefault((rater, code), row.row)) != row.row:
            yield found.problem(row.row, "value", say("与第 %(row)s 行重复", row=first), say("请只留一行"))
