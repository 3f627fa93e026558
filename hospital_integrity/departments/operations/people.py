"""Staff are added, edited, moved and leave, each on a day; nobody is deleted and nobody belongs to two departments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Department, Membership, Staff
from hospital_integrity.departments.operations.pinyin import read_names
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, Stale


def add_staff(
    number: str,
    name: str,
    *,
    profession: str,
    title: str,
    department_id: int,
    hired_on: date,
    since: date | None = None,
) -> Staff:
    """Register somebody who belongs to a department since a day (by default since they were hired)."""
    if queries.staff_by_numbers([number]):
        raise Refused("工号 %(number)s 已经登记，一个工号只对应一个人", number=number)
    begin = since or hired_on
    if begin < hired_on:
        raise Refused("入科日期 %(since)s 早于入职日期 %(hired)s", since=begin, hired=hired_on)
    _open_on(department_id, begin)
    ((pinyin, initials),) = read_names([name])
    person = Staff(
        number=number,
        name=name,
        pinyin=pinyin,
        initials=initials,
        profession=profession,
        title=title,
        hired_on=hired_on,
    )
    person.memberships = [Membership(department_id=department_id, from_day=begin)]
    db.session.add(person)
    db.session.flush()
    note("staff.added", [("staff", person.id)], department=department_id, day=begin.isoformat())
    return person


def edit_staff(id: int, version: int, *, name: str, profession: str, title: str, hired_on: date) -> Staff:
    """Correct a register entry; the journal says which fields changed, never to what."""
    person = _locked(id, version)
    wanted = {"name": name, "profession": profession, "title": title, "hired_on": hired_on}
    changed = [key for key, value in wanted.items() if getattr(person, key) != value]
    if not changed:
        raise Refused("没有改动任何内容")
    if person.memberships and hired_on > person.memberships[0].from_day:
        raise Refused("入职日期不能晚于首次入科日期 %(day)s", day=person.memberships[0].from_day)
    for key in changed:
        setattr(person, key, wanted[key])
    ((person.pinyin, person.initials),) = read_names([name])
    person.version += 1
    db.session.flush()
    note("staff.edited", [("staff", id)], changed=changed)
    return person


def move_staff(id: int, version: int, department_id: int, day: date) -> Staff:
    """From a day on somebody belongs to another department; somebody who had left comes back."""
    person = _locked(id, version)
    _open_on(department_id, day)
    verb = "staff.moved" if person.left_on is None else "staff.returned"
    _settle(person, department_id, day)
    person.version += 1
    db.session.flush()
    note(verb, [("staff", id)], department=department_id, day=day.isoformat())
    return person


def end_before(people: Iterable[Staff], days: Mapping[int, date]) -> None:
    """Close the open memberships of people the day before the one given for each id.

    Only one open membership may exist: the old ones must be closed before the new ones are added.
    """
    for person in people:
        latest = person.memberships[-1] if person.memberships else None
        if latest and latest.to_day is None:
            latest.to_day = days[person.id] - timedelta(days=1)
    db.session.flush()


def leave(id: int, version: int, day: date) -> Staff:
    """A day is somebody's last; membership and grid appointments end with it."""
    person = _locked(id, version)
    if person.left_on is not None:
        raise Refused("%(name)s已于 %(day)s 离院", name=person.name, day=person.left_on)
    part(person, day)
    for one in queries.open_appointments_for_change(day, staff_ids=[id]):
        one.to_day = max(day, one.from_day)
    db.session.flush()
    note("staff.left", [("staff", id)], day=day.isoformat())
    return person


def part(person: Staff, day: date) -> None:
    """End the open membership and the employment on a last day, as a part of another decision."""
    latest = person.memberships[-1] if person.memberships else None
    if day < (latest.from_day if latest else person.hired_on):
        raise Refused("%(name)s在 %(day)s 之后还有任职登记，离院日期不能更早", name=person.name, day=day)
    if latest and (latest.to_day is None or latest.to_day > day):
        latest.to_day = day
    person.left_on = day
    person.version += 1


def _locked(id: int, version: int) -> Staff:
    person = queries.staff_for_change([id])[id]
    if person.version != version:
        raise Stale("您打开页面以后，%(name)s的登记已被别人改动。请核对后重新填写", name=person.name)
    return person


def _open_on(department_id: int, day: date) -> Department:
    place = queries.departments_for_change([department_id]).get(department_id)
    if place is None or place.closed_on is not None:
        raise Refused("请选择一个现有的科室")
    if place.opened_on > day:
        raise Refused("“%(name)s”自 %(day)s 起才有", name=place.name, day=place.opened_on)
    return place


def _settle(person: Staff, department_id: int, day: date) -> None:
    latest = person.memberships[-1] if person.memberships else None
    if latest and latest.to_day is None and latest.department_id == department_id:
        raise Refused("%(name)s已经在这个科室", name=person.name)
    if latest and day <= (latest.to_day or latest.from_day):
        raise Refused("与已登记的任职重叠：生效日期须晚于 %(day)s", day=latest.to_day or latest.from_day)
    end_before([person], {person.id: day})
    person.left_on = None
    person.memberships.append(Membership(department_id=department_id, from_day=day))
