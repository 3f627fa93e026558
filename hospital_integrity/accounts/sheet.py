"""Spreadsheets about accounts: the one-time codes of a department, to be cut into slips, and the list of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC

from flask_babel import gettext

from hospital_integrity.accounts.models import Account
from hospital_integrity.accounts.operations import Issued
from hospital_integrity.accounts.queries import Holder, state_of
from hospital_integrity.clock import CHINA
from hospital_integrity.filters import words
from hospital_integrity.rules.roles import ROLE_NAMES
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import table_workbook, taken_workbook


def code_slips(made: Sequence[Issued], names: dict[int, str]) -> bytes:
    """Number, name, code and its last moment for each new account, as an .xlsx; the codes exist nowhere else."""
    headers = [gettext("工号"), gettext("姓名"), gettext("一次性口令"), gettext("有效期至")]
    rows = [[one.account.number, names.get(one.account.staff_id or 0, ""), one.code, _until(one)] for one in made]
    return table_workbook(gettext("一次性口令"), headers, rows)


def accounts_workbook(found: Iterable[Holder], states: Mapping[str, object], mark: Saying) -> bytes:
    """People and their accounts as an .xlsx; `states` are the names of states, `mark` stands in every row."""
    columns = {
        gettext("工号"): lambda one: one.number,
        gettext("姓名"): lambda one: one.name,
        gettext("科室"): lambda one: one.department,
        gettext("角色"): lambda one: _roles(one.account),
        gettext("状态"): lambda one: str(states[state_of(one.account)]) if one.account else gettext("没有账号"),
    }
    return taken_workbook(gettext("账号与角色"), columns, found, mark)


def _roles(account: Account | None) -> str:
    held = [grant.role for grant in account.grants if grant.guard] if account else []
    return "、".join(words(ROLE_NAMES[role]) for role in held)


def _until(one: Issued) -> str:
    end = one.account.code_expires_at
    return f"{end.replace(tzinfo=UTC).astimezone(CHINA):%Y-%m-%d %H:%M}" if end else ""
