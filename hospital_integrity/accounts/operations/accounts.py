"""Making accounts, giving one-time codes and passwords, disabling and unlocking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from hospital_integrity.access import asker
from hospital_integrity.accounts import queries
from hospital_integrity.accounts.models import Account
from hospital_integrity.accounts.operations.proving import new_code
from hospital_integrity.accounts.operations.sessions import Claim, mark_success, start_session
from hospital_integrity.clock import now, today
from hospital_integrity.db import db
from hospital_integrity.departments.queries import staff_by_numbers, staff_in, staff_member
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.credentials import code_key, number_key
from hospital_integrity.rules.saying import Refused


@dataclass(frozen=True)
class Issued:
    """An account and its one-time code, which can't be read again later."""

    account: Account
    code: str


def create_account(*, staff_id: int | None = None, number: str = "") -> Issued:
    """An account waiting to be activated: of a member of staff, or of a number that isn't in the register."""
    person = staff_member(staff_id) if staff_id else staff_by_numbers([number]).get(number)
    if staff_id and person is None:
        raise Refused("花名册里没有这个人。")
    if person is not None and person.left_on is not None and person.left_on < today():
        raise Refused("工号 %(number)s 已离职，不能建账号。", number=person.number)
    key = number_key(person.number if person else number)
    if not 1 <= len(key) <= 20:
        raise Refused("工号应为 1 到 20 个字符。")
    issued = _waiting(key, person.id if person else None)
    note("account.created", [("accounts", issued.account.id)], staff_id=issued.account.staff_id)
    return issued


def create_accounts(department_id: int) -> list[Issued]:
    """Accounts for everyone of a department who has none yet, by pinyin: one decision, one event."""
    people = staff_in(department_id, today())
    existing = queries.accounts_of_staff([person.id for person in people])
    missing = [person for person in people if person.id not in existing]
    if not missing:
        raise Refused("这个科室的在职人员都已有账号。")
    made = [_waiting(number_key(person.number), person.id) for person in missing]
    note("accounts.created", [("accounts", one.account.id) for one in made], department=department_id)
    return made


def issue_code(account_id: int) -> str:
    """A new one-time code, for somebody who lost theirs or forgot the password; earlier codes are void."""
    account = _alive(account_id)
    if asker().account_id is not None and queries.code_issuer(account) not in asker().roles:
        raise Refused("有角色的账号由安全管理员发口令，没有角色的账号由系统管理员发口令。")
    code = _give_code(account)
    note("account.code_issued", [("accounts", account.id)])
    return code


def reissue_unused_codes() -> dict[str, str]:
    """New codes for all accounts that nobody has activated, by number: the demo prints them at each start."""
    waiting = queries.waiting_accounts()
    codes = {account.number: _give_code(account) for account in waiting}
    if waiting:
        note("account.codes_reissued", [("accounts", account.id) for account in waiting])
    return codes


def set_password(account_id: int, password_hash: str, claimed: Claim | None = None) -> str:
    """Keep a new password that passed `check_new_password`; ends all sessions and gives the token of a new one."""
    account = _alive(account_id)
    first = not account.password_hash
    account.password_hash, account.password_changed_at = password_hash, now()
    account.code_hash, account.code_expires_at = "", None
    account.epoch += 1
    if claimed is not None:
        mark_success(account, claimed)
    token, _session = start_session(account)
    note("account.activated" if first else "account.password_changed", [("accounts", account.id)])
    return token


def disable(account_id: int, reason: str) -> None:
    """Close an account at once: its sessions end, its codes are void, its roles stay written but open nothing."""
    account = _alive(account_id)
    if account.id == asker().account_id:
        raise Refused("不能停用自己的账号。")
    account.disabled_at = now()
    account.code_hash, account.code_expires_at = "", None
    account.epoch += 1
    note("account.disabled", [("accounts", account.id)], reason=reason)


def enable(account_id: int) -> None:
    """Open a disabled account again, with its password and those roles that still run."""
    account = _found(account_id)
    if account.disabled_at is None:
        raise Refused("这个账号没有停用。")
    account.disabled_at = None
    note("account.enabled", [("accounts", account.id)])


def unlock(account_id: int) -> None:
    """Forget the failed attempts with this number."""
    account = _alive(account_id)
    account.cleared_at = now()
    note("account.unlocked", [("accounts", account.id)])


def _found(account_id: int) -> Account:
    account = queries.account_for_change(account_id)
    if account is None:
        raise Refused("账号不存在。")
    return account


def _alive(account_id: int) -> Account:
    account = _found(account_id)
    if account.disabled_at is not None:
        raise Refused("账号已停用。")
    return account


def _waiting(number: str, staff_id: int | None) -> Issued:
    account = Account(number=number, staff_id=staff_id, created_at=now())
    code = _give_code(account)
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError:
        raise Refused("工号 %(number)s 已经有账号。", number=number) from None
    return Issued(account, code)


def _give_code(account: Account) -> str:
    code = new_code()
    account.code_hash = queries.digest(code_key(code))
    account.code_expires_at = now() + timedelta(days=queries.setting("CODE_DAYS"))
    return code
