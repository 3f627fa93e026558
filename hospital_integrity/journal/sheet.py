"""The journal as a spreadsheet, with words saying who took it when and how much."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from flask_babel import gettext

from hospital_integrity.clock import CHINA
from hospital_integrity.journal.models import Event
from hospital_integrity.spreadsheet import table_workbook


def journal_workbook(events: Sequence[Event], export: Event) -> bytes:
    """The events as an .xlsx; `export` is the journal event that this export itself left, and every row names it."""
    mark = gettext(
        "账号 %(number)s 于 %(time)s 导出，日志第 %(event)s 号；内部资料，不得外传",
        number=export.actor.number if export.actor else "—",
        time=_local(export.at),
        event=export.id,
    )
    rows = [[*_row(event), mark] for event in events]
    return table_workbook(gettext("操作日志"), _headers(), rows)


def _headers() -> list[str]:
    return [
        gettext("序号"),
        gettext("时间"),
        gettext("账号"),
        gettext("角色"),
        gettext("操作"),
        gettext("涉及的行"),
        gettext("详情"),
        gettext("来源地址"),
        gettext("导出标记"),
    ]


def _row(event: Event) -> list[object]:
    rows = " · ".join(f"{table} {id_}" for table, id_ in event.rows)
    details = json.dumps(event.details, ensure_ascii=False, sort_keys=True) if event.details else ""
    number = event.actor.number if event.actor else ""
    return [event.id, _local(event.at), number, event.role, event.verb, rows[:30_000], details[:30_000], event.address]


def _local(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=UTC).astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
