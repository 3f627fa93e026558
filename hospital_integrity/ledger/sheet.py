"""The entries of a year, and indicators, as spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext

from hospital_integrity.departments import queries as departments
from hospital_integrity.filters import moment
from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.ledger.queries import Indicator
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.scheme import Item
from hospital_integrity.spreadsheet import taken_workbook


def indicators_workbook(found: Sequence[Indicator], mark: Saying) -> bytes:
    """Indicators with what they allow at most as an .xlsx; `mark` stands in every row."""
    people = departments.staff_members({one.entry.staff_id for one in found if one.entry.staff_id})
    places = departments.departments_by_id({one.entry.department_id for one in found})
    columns: dict[str, Any] = {
        gettext("科室"): lambda one: places[one.entry.department_id].name,
        gettext("姓名"): lambda one: people[one.entry.staff_id].name if one.entry.staff_id else "",
        gettext("类别"): lambda one: gettext("否决") if one.item.kind == "veto" else gettext("警示"),
        gettext("指标"): lambda one: one.item.name,
        gettext("发现日期"): lambda one: one.entry.happened_on,
        gettext("最高等级"): lambda one: one.ceiling.name,
        gettext("依据"): lambda one: one.entry.evidence,
        gettext("销号日期"): lambda one: one.closed_on,
        gettext("销号依据"): lambda one: one.closing_evidence,
    }
    return taken_workbook(gettext("警示与否决指标"), columns, found, mark)


def entries_workbook(rows: Iterable[tuple[LedgerEntry, int | None]], items: Mapping[str, Item], mark: Saying) -> bytes:
    """Entries with the number of what reversed them as an .xlsx; `mark` stands in every row."""
    found = [(entry, undone) for entry, undone in rows]
    people = departments.staff_members({entry.staff_id for entry, _ in found if entry.staff_id})
    places = departments.departments_by_id({entry.department_id for entry, _ in found})
    columns: dict[str, Any] = {
        gettext("号"): lambda row: row[0].id,
        gettext("日期"): lambda row: row[0].happened_on,
        gettext("工号"): lambda row: people[row[0].staff_id].number if row[0].staff_id else "",
        gettext("姓名"): lambda row: people[row[0].staff_id].name if row[0].staff_id else "",
        gettext("科室"): lambda row: places[row[0].department_id].name,
        gettext("条目编号"): lambda row: row[0].item,
        gettext("条目"): lambda row: items[row[0].item].name,
        gettext("次数"): lambda row: row[0].times,
        gettext("评定分"): lambda row: row[0].points,
        gettext("依据"): lambda row: row[0].evidence,
        gettext("登记时间"): lambda row: moment(row[0].recorded_at),
        gettext("冲销记录"): lambda row: row[1],
    }
    return taken_workbook(gettext("台账"), columns, found, mark)
