"""People beside their accounts, for the administrators' list."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from hospital_integrity.accounts.models import Account
from hospital_integrity.accounts.queries.accounts import accounts_of_staff
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.departments.queries import search_staff
from hospital_integrity.paging import SIZE, Page
from hospital_integrity.rules.credentials import number_key


@dataclass(frozen=True)
class Holder:
    """Someone who has an account or could have one."""

    number: str
    name: str
    department: str
    account: Account | None


def holders(text: str, page: int, size: int = SIZE) -> Page[Holder]:
    """Everyone of the register whom the text finds, and accounts outside it whose number begins with the text."""
    found = search_staff(text, today(), here=False, page=page, size=size)
    existing = accounts_of_staff([one.staff.id for one in found])
    rows = [
        Holder(
            one.staff.number, one.staff.name, one.department.name if one.department else "", existing.get(one.staff.id)
        )
        for one in found
    ]
    outside = _outside(text) if page == 1 else []
    return Page([*outside, *rows], found.page, found.total + len(outside), found.size)


def _outside(text: str) -> list[Holder]:
    begins = Account.number.startswith(number_key(text), autoescape=True)
    rows = select(Account).where(Account.staff_id.is_(None), begins).order_by(Account.number).limit(20)
    return [Holder(one.number, "", "", one) for one in db.session.scalars(rows)]
