"""Branches: which departments form one on a day, and who leads it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from hospital_integrity.db import db
from hospital_integrity.departments.models import Branch, BranchMember


def branches() -> list[Branch]:
    """All branches, by name."""
    return list(db.session.scalars(select(Branch).order_by(Branch.name, Branch.id)))


def branch(id: int) -> Branch | None:
    """The branch, or None."""
    return db.session.get(Branch, id)


def branch_for_change(id: int) -> Branch | None:
    """The same, freshly read and locked until the transaction ends."""
    rows = select(Branch).where(Branch.id == id).with_for_update()
    return db.session.scalar(rows, execution_options={"populate_existing": True})


def branch_named(name: str) -> Branch | None:
    """The branch of this name, or None."""
    return db.session.scalar(select(Branch).where(Branch.name == name))


def branch_of(day: date) -> dict[int, Branch]:
    """To which branch each department belongs on a day; departments without one are left out. One statement."""
    return {row.department_id: row.branch for row in branch_members(day)}


def branch_members(day: date) -> list[BranchMember]:
    """Who belongs to a branch on a day, with branch and department; one statement."""
    lasting = or_(BranchMember.to_day.is_(None), BranchMember.to_day >= day)
    rows = select(BranchMember).where(BranchMember.from_day <= day, lasting)
    told = rows.options(joinedload(BranchMember.branch), joinedload(BranchMember.department))
    return list(db.session.scalars(told.order_by(BranchMember.id)))


def memberships_to_change(department_ids: list[int], day: date) -> list[BranchMember]:
    """The memberships of departments that reach to the day or beyond it, locked until the transaction ends."""
    lasting = or_(BranchMember.to_day.is_(None), BranchMember.to_day >= day)
    rows = select(BranchMember).where(BranchMember.department_id.in_(department_ids), lasting).with_for_update()
    return list(db.session.scalars(rows.order_by(BranchMember.id)))
