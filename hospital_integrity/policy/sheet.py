"""Two editions beside each other as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from hospital_integrity.filters import words
from hospital_integrity.policy.queries import Difference
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet import table_workbook

STATES = {
    "added": say("新增"),
    "gone": say("取消"),
    "retired": say("停用"),
    "changed": say("改动"),
    "same": say("相同"),
}


def comparison_workbook(old: str, new: str, found: Iterable[Difference]) -> bytes:
    """The differences as an .xlsx; `old` and `new` are what the two editions are called."""
    headers = [gettext("部分"), gettext("项目"), gettext("差别"), old, new]
    return table_workbook(gettext("两版对照"), headers, [_row(one) for one in found])


def _row(one: Difference) -> list[object]:
    group = " › ".join(map(words, one.group))
    return [group, words(one.name), words(STATES[one.state]), _joined(one.old), _joined(one.new)]


def _joined(told: Iterable[Saying]) -> str:
    return "；".join(map(words, told)) or "—"
