"""Look-backs as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hospital_integrity.corrections.queries import Due
from hospital_integrity.rules.lookback import HALF
from hospital_integrity.spreadsheet import table_workbook

HEADERS = ("科室", "种类", "评定年度", "星级", "应完成日期", "逾期天数", "完成日期", "结果", "情况")
RESULTS = {"held": "星级保持", "problem": "发现问题"}


def look_backs_workbook(rows: Sequence[Due], places: Mapping[int, Any]) -> bytes:
    """What is due when, overdue first, and what was found."""
    return table_workbook("星级回头看", HEADERS, (_row(one, places[one.department_id].name) for one in rows))


def _row(one: Due, name: str) -> tuple[object, ...]:
    kind = "半年回头看" if one.kind == HALF else "全面复查"
    made = one.made
    told = (made.looked_on, RESULTS[made.result], made.findings) if made else (None, None, None)
    return (name, kind, one.year, one.stars, one.due_on, one.days_late or None, *told)
