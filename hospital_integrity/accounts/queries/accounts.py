"""Accounts as rows: for the screens, and locked for a change."""

from __future__ import annotations

from collections.abc import Collection

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hospital_integrity.accounts.models import Account, RoleGrant, SignIn
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.rules.credentials import number_key

PAGE = 50
LAST = 100_000
STATES = ("waiting", "active", "disabled")


def account(id: int) -> Account | None:
    """The account with its person and grants, or None."""
    return db.session.scalar(_told(Account.id == id))


def account_for_change(id: int) -> Account | None:
    """The account, freshly read and locked until the transaction ends, so that two changes can't pass each other."""
    rows = select(Account).where(Account.id == id).with_for_update()
    return db.session.scalar(rows, execution_options={"populate_existing": True})


def account_by_number_for_change(number: str) -> Account | None:
    """The account that this staff number means, however typed; locked."""
    rows = select(Account).where(Account.number == number_key(number)).with_for_update()
    return db.session.scalar(rows, execution_options={"populate_existing": True})


def account_of_staff(staff_id: int) -> Account | None:
    """The account of a member of staff, or None."""
    return db.session.scalar(select(Account).where(Account.staff_id == staff_id))


def accounts_of_staff(staff_ids: Collection[int]) -> dict[int, Account]:
    """The accounts of members of staff by staff id, with their grants; who has none is left out."""
    rows = select(Account).where(Account.staff_id.in_(staff_ids)).options(selectinload(Account.grants))
    return {one.staff_id: one for one in db.session.scalars(rows) if one.staff_id}


def heads_of(department_id: int) -> list[int]:
    """The members of staff who head a department today, the longest in office first."""
    rows = select(Account.staff_id).join(Account.grants).where(RoleGrant.role == "DH", *_today())
    rows = rows.where(RoleGrant.department_id == department_id, Account.disabled_at.is_(None))
    return [id for id in db.session.scalars(rows.order_by(RoleGrant.from_day, RoleGrant.id)) if id is not None]


def numbers_of(account_ids: Collection[int]) -> dict[int, str]:
    """The numbers that accounts are signed in with: of people their staff numbers."""
    return {
        id_: number
        for id_, number in db.session.execute(select(Account.id, Account.number).where(Account.id.in_(account_ids)))
    }


def accounts(page: int, *, number: str = "", role: str = "", state: str = "", size: int = PAGE) -> Pagination:
    """One page of accounts by number, with person and grants; `number` is a beginning, `role` one held today."""
    conditions = [Account.number.startswith(number_key(number), autoescape=True)] if number else []
    conditions += [Account.grants.any(and_(RoleGrant.role == role, *_today()))] if role else []
    conditions += [_in_state(state)] if state else []
    rows, cut = _told(*conditions).order_by(Account.number), {"per_page": size, "max_per_page": size}
    return db.paginate(rows, page=min(page, LAST), **cut, error_out=False)


def waiting_accounts() -> list[Account]:
    """Accounts that nobody has activated yet."""
    return list(db.session.scalars(select(Account).where(_in_state("waiting")).order_by(Account.number)))


def grant(id: int) -> RoleGrant | None:
    """A grant with its account, or None."""
    return db.session.scalar(select(RoleGrant).where(RoleGrant.id == id).options(joinedload(RoleGrant.account)))


def sign_in_for_change(id: int) -> SignIn | None:
    """A session, or None."""
    return db.session.get(SignIn, id)


def other_sign_ins(account_id: int) -> list[SignIn]:
    """The sessions of an account that nobody has ended."""
    rows = select(SignIn).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
    return list(db.session.scalars(rows))


def code_issuer(one: Account) -> str:
    """The role that gives this account one-time codes: who makes accounts must not be able to enter powerful ones."""
    return "SE" if any(granted.guard for granted in one.grants) else "SA"


def state_of(one: Account) -> str:
    """waiting for its first password, active, or disabled."""
    return "disabled" if one.disabled_at else "active" if one.password_hash else "waiting"


def _in_state(state: str) -> ColumnElement[bool]:
    if state == "disabled":
        return Account.disabled_at.is_not(None)
    return Account.disabled_at.is_(None) & ((Account.password_hash == "") == (state == "waiting"))


def _today() -> tuple[ColumnElement[bool], ...]:
    return RoleGrant.from_day <= today(), or_(RoleGrant.to_day.is_(None), RoleGrant.to_day >= today())


def _told(*conditions: ColumnElement[bool]):  # type: ignore[no-untyped-def]
    return select(Account).where(*conditions).options(joinedload(Account.staff), selectinload(Account.grants))
