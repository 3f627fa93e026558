"""The register of sanctions as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext

from hospital_integrity.rules.sanction import FAMILIES
from hospital_integrity.rules.saying import Saying
from hospital_integrity.sanctions.queries import Standing
from hospital_integrity.spreadsheet import taken_workbook


def register_workbook(
    rows: Sequence[Standing],
    people: Mapping[int, Any],
    places: Mapping[int, str],
    states: Mapping[str, Saying],
    mark: Saying,
) -> bytes:
    """Sanctions with their computed periods as an .xlsx; `places` are names of departments by person."""
    columns: dict[str, Any] = {
        gettext("工号"): lambda one: people[one.row.staff_id].number,
        gettext("姓名"): lambda one: people[one.row.staff_id].name,
        gettext("科室"): lambda one: places.get(one.row.staff_id, ""),
        gettext("类别"): lambda one: FAMILIES[one.kind.family],
        gettext("种类"): lambda one: one.kind.name,
        gettext("文件号"): lambda one: one.row.document_no,
        gettext("决定机关"): lambda one: one.row.decided_by,
        gettext("决定日期"): lambda one: one.row.decided_on,
        gettext("生效日期"): lambda one: one.row.effective_on,
        gettext("到期日"): _last_day,
        gettext("状态"): lambda one: states[one.state],
        gettext("事由"): lambda one: one.row.facts,
    }
    return taken_workbook(gettext("处分登记"), columns, rows, mark)


def _last_day(one: Standing) -> date | None:
    return one.term.ends if one.term else None
