"""Departments are added, changed and closed; each change has its day and its document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Department
from hospital_integrity.departments.operations.changes import dated, locked, record
from hospital_integrity.departments.operations.pinyin import initials_of
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused

CHANGES = {"name": "renamed", "category": "recategorised", "campus": "relocated"}


@dataclass(frozen=True)
class NewDepartment:
    """What a department to be set up is called and is; `category` is a key of rules.register.CATEGORIES."""

    code: str
    name: str
    category: str
    campus: str


def add_department(new: NewDepartment, opened_on: date, document_no: str = "") -> Department:
    """Set up a department on a day; Refused when the code or the name is taken or the day is still to come."""
    place = open_department(new, opened_on, document_no)
    note("department.opened", [("departments", place.id)], code=place.code, day=opened_on.isoformat())
    return place


def open_department(new: NewDepartment, day: date, document_no: str) -> Department:
    """The same as a part of another decision: without an event."""
    if day > today():
        raise Refused("设立日期 %(day)s 还没有到，请在当天或之后登记", day=day)
    if queries.department_by_code(new.code) is not None:
        raise Refused("科室代码 %(code)s 已经用过，请换一个", code=new.code)
    _free_name(new.name, new.campus)
    place = Department(**vars(new), initials=initials_of(new.name), opened_on=day)
    db.session.add(place)
    db.session.flush()
    record(place, "opened", day, document_no, became=place.name)
    return place


def change_department(
    id: int, version: int, *, name: str, category: str, campus: str, day: date, document_no: str
) -> Department:
    """Rename, recategorise or relocate from a day on; Refused when nothing changes or the day is wrong."""
    place = locked(id, version)
    if (name, category, campus) == (place.name, place.category, place.campus):
        raise Refused("没有改动任何内容")
    dated(place, day)
    if (name, campus) != (place.name, place.campus):
        _free_name(name, campus)
    changed = alter(place, {"name": name, "category": category, "campus": campus}, day, document_no)
    db.session.flush()
    note("department.changed", [("departments", id)], changed=changed, day=day.isoformat(), document_no=document_no)
    return place


def alter(place: Department, wanted: dict[str, str], day: date, document_no: str) -> list[str]:
    """The same as a part of another decision, the day and the name being checked; which kinds of change came of it."""
    different = {key: value for key, value in wanted.items() if getattr(place, key) != value}
    for key, value in different.items():
        record(place, CHANGES[key], day, document_no, was=getattr(place, key), became=value)
        setattr(place, key, value)
    place.initials = initials_of(place.name)
    place.version += 1
    return [CHANGES[key] for key in different]


def close_department(id: int, version: int, day: date, document_no: str) -> Department:
    """Close a department in which nobody is left after its last day; appointments over it end on that day."""
    place = locked(id, version)
    dated(place, day)
    still_here = len(queries.memberships_from(id, day + timedelta(days=1)))
    if still_here:
        raise Refused("还有 %(count)s 人在“%(name)s”，请先办理调动或合并", count=still_here, name=place.name)
    shut(place, day)
    record(place, "closed", day, document_no, was=place.name)
    db.session.flush()
    note("department.closed", [("departments", id)], day=day.isoformat(), document_no=document_no)
    return place


def shut(place: Department, last_day: date) -> None:
    """End a department, and the appointments over it, after a last day."""
    place.closed_on = last_day
    place.version += 1
    for one in queries.open_appointments_for_change(last_day, department_id=place.id):
        one.to_day = max(last_day, one.from_day)


def _free_name(name: str, campus: str) -> None:
    twin = queries.department_named(name, campus)
    if twin is not None:
        raise Refused("%(campus)s已有“%(name)s”，代码 %(code)s", campus=campus, name=name, code=twin.code)
