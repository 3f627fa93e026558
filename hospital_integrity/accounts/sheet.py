"""The one-time codes of a department as a spreadsheet, to be cut into slips and handed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from flask_babel import gettext

from hospital_integrity.accounts.operations import Issued
from hospital_integrity.clock import CHINA
from hospital_integrity.spreadsheet import table_workbook


def code_slips(made: Sequence[Issued], names: dict[int, str]) -> bytes:
    """Number, name, code and its last moment for each new account, as an .xlsx; the codes exist nowhere else."""
    headers = [gettext("工号"), gettext("姓名"), gettext("一次性口令"), gettext("有效期至")]
    rows = [[one.account.number, names.get(one.account.staff_id or 0, ""), one.code, _until(one)] for one in made]
    return table_workbook(gettext("一次性口令"), headers, rows)


def _until(one: Issued) -> str:
    end = one.account.code_expires_at
    return f"{end.replace(tzinfo=UTC).astimezone(CHINA):%Y-%m-%d %H:%M}" if end else ""
