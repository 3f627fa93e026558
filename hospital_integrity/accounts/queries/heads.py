"""Who heads which department on a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import or_, select

from hospital_integrity.accounts.models import Account, RoleGrant
from hospital_integrity.db import db


def heads_on(day: date) -> dict[int, frozenset[int]]:
    """The members of staff who head each department on a day, by department; one statement."""
    lasting = or_(RoleGrant.to_day.is_(None), RoleGrant.to_day >= day)
    rows = select(RoleGrant.department_id, Account.staff_id).join(RoleGrant.account)
    rows = rows.where(RoleGrant.role == "DH", RoleGrant.from_day <= day, lasting, Account.staff_id.is_not(None))
    found: dict[int, set[int]] = defaultdict(set)
    for department_id, staff_id in db.session.execute(rows):
        if department_id is not None and staff_id is not None:
            found[department_id].add(staff_id)
    return {place: frozenset(people) for place, people in found.items()}
