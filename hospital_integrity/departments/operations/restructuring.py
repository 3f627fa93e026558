"""Departments are merged and split on a day: people move, and one department carries the star history on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Department, Membership
from hospital_integrity.departments.operations.changes import dated, locked, record
from hospital_integrity.departments.operations.places import NewDepartment, open_department, shut
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused

DAY = timedelta(days=1)


def merge_departments(
    sources: Mapping[int, int], target: int | NewDepartment, *, heir_of: int | None, day: date, document_no: str
) -> Department:
    """Merge departments (id: version) into another or a new one; `day` is the first day of the new state.

    `heir_of` is the source whose star history goes on; only a new department can take one over.
    """
    places = [locked(id, sources[id]) for id in sorted(sources)]
    if not places or target in sources:
        raise Refused("请选择要并入的科室；目标科室不能同时是被并科室")
    if heir_of is not None and (heir_of not in sources or not isinstance(target, NewDepartment)):
        raise Refused("并入现有科室时，延续的是该科室自己的星级历史；要延续被并科室的历史，请合并为一个新科室")
    for place in places:
        _can_end(place, day)
    into = _destination(target, day, document_no)
    moved = [_merge(place, into, heir_of == place.id, day, document_no) for place in places]
    rows = [("departments", place.id) for place in [into, *places]]
    note("department.merged", rows, heir_of=heir_of, moved=sum(moved), day=day.isoformat(), document_no=document_no)
    return into


def split_department(
    id: int,
    version: int,
    parts: Sequence[NewDepartment],
    *,
    stays: bool,
    heir: int | None,
    destinations: Mapping[int, int | None],
    day: date,
    document_no: str,
) -> list[Department]:
    """Split a department into new ones from a day on.

    `stays` keeps the old one, and with it the star history; else `heir` is the place in `parts` of the one that carries
    it on. `destinations` says for each member of staff where they go: a place in `parts`, None for the old one.
    """
    place = locked(id, version)
    _check_split(parts, stays, heir)
    _can_end(place, day)
    new = [open_department(part, day, document_no) for part in parts]
    moved = move_members(place, lambda staff_id: _part(new, destinations.get(staff_id), place, stays), day)
    if not stays:
        shut(place, day - DAY)
    for number, part in enumerate(new):
        record(place, "split", day, document_no, was=place.name, became=part.name, other=part, heir=number == heir)
    place.version += 1
    rows = [("departments", one.id) for one in [place, *new]]
    db.session.flush()
    note("department.split", rows, heir=heir, stays=stays, moved=moved, day=day.isoformat(), document_no=document_no)
    return new


def move_members(place: Department, destination: Callable[[int], Department], day: date) -> int:
    """Everyone of a department goes where `destination` says for their id, from a day on; how many moved."""
    leaving = [(one, destination(one.staff_id)) for one in queries.memberships_from(place.id, day)]
    leaving = [(one, into) for one, into in leaving if into.id != place.id]
    begun = [(one, into, one.to_day) for one, into in leaving if one.from_day < day]
    for one, into in leaving:
        if one.from_day < day:
            one.to_day = day - DAY
        else:
            one.department_id = into.id
    # Only one open membership may exist: the old ones must be closed before the new ones are added.
    db.session.flush()
    db.session.add_all(
        Membership(staff_id=one.staff_id, department_id=into.id, from_day=day, to_day=until)
        for one, into, until in begun
    )
    db.session.flush()
    return len(leaving)


def _merge(place: Department, into: Department, heir: bool, day: date, document_no: str) -> int:
    moved = move_members(place, lambda staff_id: into, day)
    shut(place, day - DAY)
    record(place, "merged", day, document_no, was=place.name, became=into.name, other=into, heir=heir)
    db.session.flush()
    return moved


def _destination(target: int | NewDepartment, day: date, document_no: str) -> Department:
    if isinstance(target, NewDepartment):
        return open_department(target, day, document_no)
    into = locked(target)
    if into.opened_on > day:
        raise Refused("“%(name)s”自 %(day)s 起才有，不能更早并入", name=into.name, day=into.opened_on)
    return into


def _can_end(place: Department, day: date) -> None:
    dated(place, day)
    if day <= place.opened_on:
        raise Refused("“%(name)s”在 %(day)s 才设立，生效日期须更晚", name=place.name, day=place.opened_on)


def _check_split(parts: Sequence[NewDepartment], stays: bool, heir: int | None) -> None:
    if len(parts) < (1 if stays else 2):
        raise Refused("撤销原科室时至少拆成两个新科室；保留原科室时至少分出一个")
    if stays and heir is not None:
        raise Refused("原科室保留时，星级历史留在原科室")
    if heir is not None and heir not in range(len(parts)):
        raise Refused("请选择星级历史在哪个新科室延续")


def _part(new: Sequence[Department], part: int | None, place: Department, stays: bool) -> Department:
    if part is None and not stays:
        raise Refused("原科室撤销，请为每个人选择去向")
    if part is not None and part not in range(len(new)):
        raise Refused("请从新科室中选择去向")
    return place if part is None else new[part]
