"""Tables of the grid as spreadsheets to take away; what members wrote stays in the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext

from hospital_integrity.grid.models import GridAttendance, GridRecord
from hospital_integrity.grid.queries import Coverage, Person, Place
from hospital_integrity.rules.gridwork import ATTENDANCE, CELLS, KINDS, RISK_LEVELS, STATES
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import taken_workbook


def coverage_workbook(found: Coverage, mark: Saying) -> bytes:
    """Departments by months as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Callable[[Place], Any]] = {
        gettext("科室编号"): lambda one: one.department.code,
        gettext("科室"): lambda one: one.department.name,
        gettext("网格员"): lambda one: "、".join(member.name for member in one.members),
        **{gettext("%(month)s月", month=number + 1): _cell(number) for number in range(12)},
        gettext("到会次数"): lambda one: one.met,
        gettext("已开例会"): lambda _one: len(found.held),
        gettext("未闭环风险"): lambda one: one.open_risks,
        gettext("静默"): lambda one: gettext("是") if one.silent else "",
    }
    return taken_workbook(gettext("网格覆盖"), columns, found.places, mark)


def people_workbook(people: Sequence[Person], mark: Saying) -> bytes:
    """Members' years in numbers as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Callable[[Person], Any]] = {
        gettext("工号"): lambda one: one.staff.number,
        gettext("姓名"): lambda one: one.staff.name,
        gettext("科室"): lambda one: one.department.name,
        gettext("按时月报"): lambda one: one.cells["on_time"] + one.cells["zero"],
        gettext("其中零报告"): lambda one: one.cells["zero"],
        gettext("逾期月报"): lambda one: len(one.late),
        gettext("未报月报"): lambda one: len(one.missing),
        gettext("参加例会"): lambda one: one.meetings,
        gettext("闭环风险"): lambda one: one.risks,
        gettext("廉政教育"): lambda one: one.sessions,
    }
    return taken_workbook(gettext("网格员履职"), columns, people, mark)


def records_workbook(rows: Sequence[GridRecord], mark: Saying) -> bytes:
    """What was handed in and what became of it as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Callable[[GridRecord], Any]] = {
        gettext("号"): lambda one: one.id,
        gettext("种类"): lambda one: KINDS[one.kind],
        gettext("月份或日期"): lambda one: one.day,
        gettext("工号"): lambda one: one.staff.number,
        gettext("姓名"): lambda one: one.staff.name,
        gettext("科室"): lambda one: one.department.name,
        gettext("程度"): lambda one: RISK_LEVELS.get(one.level, ""),
        gettext("零报告"): lambda one: gettext("是") if one.zero else "",
        gettext("逾期"): lambda one: gettext("是") if one.late else "",
        gettext("参加人数"): lambda one: one.people,
        gettext("状态"): lambda one: STATES[one.state],
        gettext("评定分数"): lambda one: one.points,
        gettext("台账"): lambda one: one.entry_id,
    }
    return taken_workbook(gettext("履职记录"), columns, rows, mark)


def attendance_workbook(noted: Sequence[GridAttendance], people: Mapping[int, Any], mark: Saying) -> bytes:
    """Who came to a meeting as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Callable[[GridAttendance], Any]] = {
        gettext("工号"): lambda one: people[one.staff_id].number,
        gettext("姓名"): lambda one: people[one.staff_id].name,
        gettext("出席情况"): lambda one: ATTENDANCE[one.status],
        gettext("台账"): lambda one: one.entry_id,
    }
    return taken_workbook(gettext("出席名单"), columns, noted, mark)


def _cell(number: int) -> Callable[[Place], Saying]:
    return lambda one: CELLS[one.cells[number]]
