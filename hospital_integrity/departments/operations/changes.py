"""What every change of the register checks first, and the dated record it leaves."""

from __future__ import annotations

from datetime import date

from hospital_integrity.clock import now, today
from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Department, DepartmentChange
from hospital_integrity.rules.saying import Refused, Stale


def locked(id: int, version: int | None = None) -> Department:
    """The department, locked; Stale when the form was filled in from an older version, Refused when it is closed."""
    place = queries.departments_for_change([id])[id]
    if version not in (None, place.version):
        raise Stale("您打开页面以后，“%(name)s”已被别人改动。请核对后重新填写", name=place.name)
    if place.closed_on is not None:
        raise Refused("“%(name)s”已于 %(day)s 撤销，不能再改", name=place.name, day=place.closed_on)
    return place


def dated(place: Department, day: date) -> None:
    """Refuse a day on which nothing about this department can begin."""
    latest = queries.last_change_days([place.id]).get(place.id, place.opened_on)
    if day > today():
        raise Refused("生效日期 %(day)s 还没有到，请在当天或之后登记", day=day)
    if day < max(latest, place.opened_on):
        raise Refused("“%(name)s”在 %(latest)s 已有登记，生效日期不能更早", name=place.name, latest=latest)


def record(
    place: Department,
    kind: str,
    day: date,
    document_no: str,
    *,
    was: str = "",
    became: str = "",
    other: Department | None = None,
    heir: bool = False,
) -> None:
    """Add the dated record of a change; `heir` says that the star history goes on in `other`."""
    change = DepartmentChange(
        department_id=place.id,
        kind=kind,
        day=day,
        was=was,
        became=became,
        other_id=other.id if other else None,
        heir_id=other.id if other and heir else None,
        document_no=document_no,
        recorded_at=now(),
    )
    db.session.add(change)
