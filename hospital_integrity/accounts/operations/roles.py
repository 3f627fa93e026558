"""Granting and revoking roles. The three administrators exclude each other and all business; nobody grants himself."""

from __future__ import annotations

from datetime import date, timedelta

from hospital_integrity.access import asker
from hospital_integrity.accounts import queries
from hospital_integrity.accounts.models import ADMINISTRATORS, BUSINESS, GRANTABLE, Account, RoleGrant
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.departments.queries import department as department_of_id
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused


def grant(
    account_id: int,
    role: str,
    *,
    department_id: int | None = None,
    from_day: date | None = None,
    to_day: date | None = None,
) -> RoleGrant:
    """This account holds this role from a day (today) to a day (open), both included; its sessions end at once."""
    account = _changeable(account_id)
    start = from_day or today()
    _check_shape(role, department_id, start, to_day)
    _settle_kind(account, role if role in ADMINISTRATORS else BUSINESS)
    _check_twice(account, role, department_id, start)
    granted = RoleGrant(account_id=account.id, role=role, department_id=department_id, from_day=start, to_day=to_day)
    granted.guard = account.kind
    db.session.add(granted)
    account.epoch += 1
    db.session.flush()
    note("role.granted", [("role_grants", granted.id)], account=account.id, role=role, department=department_id)
    return granted


def revoke(grant_id: int) -> None:
    """The role ends before today begins; the sessions of its holder end at once."""
    granted = queries.grant(grant_id)
    if granted is None or _over(granted):
        raise Refused("这项授权已经结束。")
    account = _changeable(granted.account_id)
    granted.to_day, granted.guard = today() - timedelta(days=1), None
    account.epoch += 1
    note("role.revoked", [("role_grants", granted.id)], account=account.id, role=granted.role)


def _changeable(account_id: int) -> Account:
    account = queries.account_for_change(account_id)
    if account is None:
        raise Refused("账号不存在。")
    if account.id == asker().account_id:
        raise Refused("不能改动自己的角色，请由另一位安全管理员办理。")
    return account


def _check_shape(role: str, department_id: int | None, start: date, to_day: date | None) -> None:
    if role not in GRANTABLE:
        raise Refused("没有“%(role)s”这个可以授予的角色。", role=role)
    if (role == "DH") != (department_id is not None):
        raise Refused("科室负责人要指定科室，其他角色不能指定科室。")
    if department_id is not None and department_of_id(department_id) is None:
        raise Refused("没有这个科室。")
    if start < today():
        raise Refused("授权不能从过去的日期开始。")
    if to_day is not None and to_day < start:
        raise Refused("截止日期不能早于开始日期。")


def _settle_kind(account: Account, kind: str) -> None:
    if account.kind == kind:
        return
    for old in account.grants:
        if not _over(old):
            raise Refused("系统管理员、安全管理员、审计员互不兼任，也不能兼任业务角色；请先收回原有角色。")
        old.guard = None
    db.session.flush()
    account.kind = kind


def _check_twice(account: Account, role: str, department_id: int | None, start: date) -> None:
    same = [old for old in account.grants if (old.role, old.department_id) == (role, department_id)]
    if any(old.to_day is None or old.to_day >= start for old in same):
        raise Refused("这个账号在这段时间已经有这个角色。")


def _over(granted: RoleGrant) -> bool:
    return granted.to_day is not None and granted.to_day < today()
