"""The entries of a year as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext

from hospital_integrity.departments import queries as departments
from hospital_integrity.filters import moment
from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.scheme import Item
from hospital_integrity.spreadsheet import taken_workbook


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
