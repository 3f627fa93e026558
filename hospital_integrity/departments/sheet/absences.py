"""Absences as a spreadsheet: the template, and what was filled in; people are matched by number, never by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.models import Staff
from hospital_integrity.departments.operations import Away
from hospital_integrity.rules.register import ABSENCES
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet import Column, Sheet, read_workbook, refused_cells, template_workbook

COLUMNS = (
    Column("number", "工号", "number", required=True, note="文本格式，前面的 0 不要省略", aliases=("职工号",)),
    Column("name", "姓名", "name", limit=40, optional=True, note="可以不填；填了就与工号核对"),
    Column("kind", "离岗原因", "choice", required=True, choices=tuple(one.text for one in ABSENCES.values())),
    Column("first", "第一天", "day", required=True, aliases=("开始日期",)),
    Column("last", "最后一天", "day", note="不填就是还没有回来", aliases=("结束日期",)),
    Column("note", "说明", limit=200, optional=True),
)
WORDS = ("一行一次离岗，只按工号对人，不按姓名。", "援外、下派、轮转不是离岗，不用登记。有一处不对，整份都不写入。")


def absence_template() -> bytes:
    """The empty template."""
    return template_workbook("离岗登记", WORDS, COLUMNS)


def record_file(data: bytes, filename: str) -> int:
    """Record the absences of a file, all or none; SheetRefused with every bad cell. Returns how many were new."""
    sheet = read_workbook(data, filename, COLUMNS)
    people = queries.staff_by_numbers({row.typed["number"] for row in sheet.rows})
    problems = [
        sheet.problem(row.row, column, saying, say("请核对工号、姓名和日期"))
        for row in sheet.rows
        for column, saying in _faults(row.typed, people)
    ]
    if problems:
        raise refused_cells(problems)
    wanted = [_away(row.row, row.typed, people) for row in sheet.rows]
    _refuse_clashes(sheet, wanted)
    return len(operations.record_absences(wanted))


def _faults(typed: Mapping[str, Any], people: Mapping[str, Staff]) -> Iterator[tuple[str, Saying]]:
    person = people.get(typed["number"])
    if person is None:
        yield "number", say("没有工号为 %(number)s 的人", number=typed["number"])
    elif typed.get("name") and typed["name"] != person.name:
        yield "name", say("工号 %(number)s 登记的姓名不是这个", number=typed["number"])
    if typed["last"] is not None and typed["last"] < typed["first"]:
        yield "last", say("最后一天 %(last)s 早于第一天 %(first)s", last=typed["last"], first=typed["first"])


def _away(row: int, typed: Mapping[str, Any], people: Mapping[str, Staff]) -> Away:
    kind = next(key for key, words in ABSENCES.items() if words.text == typed["kind"])
    person = people[typed["number"]]
    return Away(person.id, kind, typed["first"], typed["last"], typed.get("note") or "", row)


def _refuse_clashes(sheet: Sheet, wanted: list[Away]) -> None:
    known = operations.spans_of({one.staff_id for one in wanted})
    problems = []
    for one in wanted:
        span = (one.first, one.last, one.kind)
        found = None if span in known[one.staff_id] else operations.why_not_recorded(one, known[one.staff_id])
        if found is not None:
            problems.append(sheet.problem(one.row, "first", found, say("请核对工号、姓名和日期")))
        known[one.staff_id].append(span)
    if problems:
        raise refused_cells(problems)
