"""The register as a spreadsheet: without contents, files and who it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.rules.intake import CHANNELS, FOLLOWS, KINDS, OUTCOMES, STATES, Handing
from hospital_integrity.rules.intake_clock import CLOCK_STATES, Clock
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import taken_workbook


def register_workbook(rows: Sequence[IntakeCase], clocks: Mapping[int, Clock | None], mark: Saying) -> bytes:
    """Cases as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Any] = {
        gettext("号"): lambda row: row.id,
        gettext("类别"): lambda row: KINDS[row.kind],
        gettext("来件渠道"): lambda row: CHANNELS[row.channel],
        gettext("收到日期"): lambda row: row.received_on,
        gettext("事由"): lambda row: row.title,
        gettext("当事人"): lambda row: row.staff.name if row.staff else "",
        gettext("工号"): lambda row: row.staff.number if row.staff else "",
        gettext("科室"): lambda row: row.department.name if row.department else "",
        gettext("首次来件编号"): lambda row: row.first_id,
        gettext("状态"): lambda row: STATES[row.state],
        gettext("核查结论"): lambda row: OUTCOMES.get(row.outcome, ""),
        gettext("后续"): lambda row: FOLLOWS.get(row.follow, ""),
        gettext("台账号"): lambda row: row.entry_id,
        gettext("最近期限"): lambda row: clocks[row.id].due if clocks[row.id] else None,
        gettext("期限状态"): lambda row: CLOCK_STATES[clocks[row.id].state(today())] if clocks[row.id] else "",
        gettext("金额（元）"): lambda row: row.amount,
        gettext("收据编号"): lambda row: row.receipt,
        gettext("24 小时规定"): _handing,
    }
    return taken_workbook(gettext("来件登记"), columns, rows, mark)


def _handing(row: IntakeCase) -> object:
    return Handing(row.handed_in_at - row.taken_at).words if row.taken_at and row.handed_in_at else ""
