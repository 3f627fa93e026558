"""Branches: one is set up with its head, and departments join one from a day on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Branch, BranchMember
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, Stale


def add_branch(name: str, head_id: int | None, department_ids: Collection[int], day: date) -> Branch:
    """Set up a branch with its departments from a day on; they leave the branch they were in."""
    if queries.branch_named(name) is not None:
        raise Refused("已经有名为“%(name)s”的大科", name=name)
    row = Branch(name=name, head_id=head_id, version=1)
    db.session.add(row)
    db.session.flush()
    _join(row, department_ids, day)
    note("branch.added", [("branches", row.id)], day=day.isoformat())
    return row


def change_branch(
    id: int, version: int, name: str, head_id: int | None, department_ids: Collection[int], day: date
) -> Branch:
    """Another name, head or set of departments from a day on; Stale where somebody else changed it meanwhile."""
    row = queries.branch_for_change(id)
    if row is None or row.version != version:
        raise Stale("这个大科刚才由别人改过，请刷新后再改")
    other = queries.branch_named(name)
    if other is not None and other.id != id:
        raise Refused("已经有名为“%(name)s”的大科", name=name)
    row.name, row.head_id, row.version = name, head_id, version + 1
    mine = {one.department_id for one in queries.branch_members(day) if one.branch_id == id}
    _leave(mine - set(department_ids), day)
    _join(row, set(department_ids) - mine, day)
    db.session.flush()
    note("branch.changed", [("branches", id)], day=day.isoformat())
    return row


def _join(row: Branch, department_ids: Collection[int], day: date) -> None:
    _leave(department_ids, day)
    db.session.add_all(BranchMember(branch_id=row.id, department_id=one, from_day=day) for one in department_ids)
    db.session.flush()


def _leave(department_ids: Collection[int], day: date) -> None:
    for one in queries.memberships_to_change(list(department_ids), day):
        if one.from_day >= day:
            told = {"name": one.department.name, "day": one.from_day}
            raise Refused("%(name)s自 %(day)s 起才归入现在的大科，请选更晚的日期", **told)
        one.to_day = day - timedelta(days=1)
    db.session.flush()
