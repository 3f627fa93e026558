"""Grid members are appointed to a tier and a duty over a department, and their appointments end on a day."""

from __future__ import annotations

from datetime import date

from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import GridAppointment
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused

ALONE = "leader"


def appoint(
    staff_id: int, department_id: int, *, tier: str, duty: str, from_day: date, to_day: date | None = None
) -> GridAppointment:
    """Appoint a member of staff; Refused when they hold it already on one of these days, or a leader is in place.

    There is one leader to a tier and department at a time; supervisors and informants may be several.
    """
    if to_day is not None and to_day < from_day:
        raise Refused("结束日期 %(to)s 早于开始日期 %(since)s", to=to_day, since=from_day)
    _employed(staff_id, from_day, to_day)
    _open(department_id, from_day)
    for one in queries.clashing_appointments(tier, duty, department_id, from_day, to_day):
        _refuse_clash(one, staff_id)
    appointed = GridAppointment(
        staff_id=staff_id, department_id=department_id, tier=tier, duty=duty, from_day=from_day, to_day=to_day
    )
    db.session.add(appointed)
    db.session.flush()
    note("grid.appointed", [("grid_appointments", appointed.id)], tier=tier, duty=duty, day=from_day.isoformat())
    return appointed


def end_appointment(id: int, day: date) -> GridAppointment:
    """A day is the appointment's last one."""
    one = queries.grid_appointment_for_change(id)
    if one.to_day is not None and one.to_day <= day:
        raise Refused("这项任命已于 %(day)s 结束", day=one.to_day)
    if day < one.from_day:
        raise Refused("任命自 %(day)s 开始，结束日期不能更早", day=one.from_day)
    one.to_day = day
    db.session.flush()
    note("grid.ended", [("grid_appointments", id)], day=day.isoformat())
    return one


def _refuse_clash(one: GridAppointment, staff_id: int) -> None:
    if one.staff_id == staff_id:
        raise Refused("%(name)s自 %(day)s 起已任这一职责，不必重复任命", name=one.staff.name, day=one.from_day)
    if one.duty == ALONE:
        raise Refused("这一层级在该科室已有组长%(name)s，请先办理到期", name=one.staff.name)


def _employed(staff_id: int, from_day: date, to_day: date | None) -> None:
    person = queries.staff_for_change([staff_id])[staff_id]
    if from_day < person.hired_on:
        raise Refused("%(name)s于 %(day)s 入职，任命不能更早", name=person.name, day=person.hired_on)
    if person.left_on is not None and (to_day is None or to_day > person.left_on):
        raise Refused("%(name)s于 %(day)s 离院，任命不能更晚", name=person.name, day=person.left_on)


def _open(department_id: int, day: date) -> None:
    # The lock lets two appointments of a leader to one department happen only one after the other.
    place = queries.departments_for_change([department_id])[department_id]
    if place.closed_on is not None or place.opened_on > day:
        raise Refused("“%(name)s”在这些日子里不在册", name=place.name)
