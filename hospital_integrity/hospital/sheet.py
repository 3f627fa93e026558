"""The year's announcement as a spreadsheet: the template, and what was filled in."""

from __future__ import annotations

from datetime import date

from hospital_integrity.hospital import queries
from hospital_integrity.rules.workdays import DAY_KINDS, HOLIDAY, WORKDAY
from hospital_integrity.spreadsheet import Column, read_workbook, template_workbook

KINDS = {DAY_KINDS[kind].text: kind for kind in (HOLIDAY, WORKDAY)}
COLUMNS = (
    Column("day", "日期", "day", required=True, unique=True, note="放假的每一天，以及周末调休上班的每一天"),
    Column("kind", "安排", "choice", required=True, choices=tuple(KINDS)),
    Column("name", "节日", required=True, limit=40),
)
WORDS = (
    "照国务院办公厅当年的节假日安排通知，一行一天；平常的周末和工作日不用写。",
    "上传后代替这一年原有的安排；已经算定的期限不受影响。",
)


def calendar_template(year: int) -> bytes:
    """The template, filled with what is known of the year so far."""
    names = {kind: words for words, kind in KINDS.items()}
    rows = [{"day": one.day, "kind": names[one.kind], "name": one.name} for one in queries.marked_days(year).values()]
    return template_workbook("节假日安排", WORDS, COLUMNS, rows)


def read_calendar(data: bytes, filename: str) -> list[tuple[date, str, str]]:
    """The days of an announcement; raises `SheetRefused` with every bad cell."""
    rows = (row.typed for row in read_workbook(data, filename, COLUMNS).rows)
    return [(row["day"], KINDS[row["kind"]], row["name"]) for row in rows]
