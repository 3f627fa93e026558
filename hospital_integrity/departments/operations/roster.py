"""A personnel roster is applied: people are added, come back, move, are corrected, leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import insert

from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Membership, RegisterImport, Staff
from hospital_integrity.departments.operations.imports import finish, keep_list, ready
from hospital_integrity.departments.operations.people import end_before, part
from hospital_integrity.departments.operations.pinyin import read_names
from hospital_integrity.rules.comparison import Comparison
from hospital_integrity.rules.roster import Listed, Step
from hospital_integrity.rules.saying import Refused


def keep_staff(listed: Sequence[Listed], filename: str, day: date) -> RegisterImport:
    """Keep a roster for a look; changes hold from `day` where a row doesn't say."""
    return keep_list("staff", listed, filename, day)


def apply_staff(id: int, seen: str, *, leaving: Collection[int] = (), leave_on: date | None = None) -> RegisterImport:
    """Apply a kept roster, once; of the missing only the ids in `leaving` leave, with `leave_on` as their last day."""
    kept, comparison = ready(id, seen, queries.compare_staff)
    if comparison is None:
        return kept
    _add(comparison.of("new"))
    changing = comparison.of("moved", "returned", "changed")
    people = queries.staff_for_change([step.known.id for step in changing if step.known] + list(leaving))
    _move([step for step in changing if step.from_day], people)
    _correct([step for step in changing if step.changed], people)
    _leave(comparison, leaving, leave_on, people)
    return finish(kept, **comparison.counts(), left=len(leaving))


def _add(steps: Sequence[Step]) -> None:
    # SQLite can't match returned ids to rows of a batch, so people go in without theirs and are looked up by number.
    people = [(step.listed, step.department_id, step.from_day) for step in steps if step.listed and step.from_day]
    read = read_names(one.name for one, _, _ in people)
    rows = [_person(one, day, *names) for (one, _, day), names in zip(people, read, strict=True)]
    if not rows:
        return
    db.session.execute(insert(Staff), rows)
    ids = queries.staff_ids([one.number for one, _, _ in people])
    _belong((ids[one.number], department_id, day) for one, department_id, day in people)


def _person(one: Listed, day: date, pinyin: str, initials: str) -> dict[str, object]:
    return {
        "number": one.number,
        "name": one.name,
        "pinyin": pinyin,
        "initials": initials,
        "profession": one.profession,
        "title": one.title,
        "hired_on": one.hired_on or day,
        "version": 1,
    }


def _move(steps: Sequence[Step], people: dict[int, Staff]) -> None:
    moves = [(people[step.known.id], step.department_id, step.from_day) for step in steps if step.known]
    end_before((person for person, _, _ in moves), {person.id: day for person, _, day in moves if day})
    for person, _, _ in moves:
        person.left_on = None
        person.version += 1
    _belong((person.id, department_id, day) for person, department_id, day in moves)


def _belong(stays: Iterable[tuple[int, int | None, date | None]]) -> None:
    keys = ("staff_id", "department_id", "from_day")
    rows = [dict(zip(keys, stay, strict=True)) for stay in stays]
    if rows:
        db.session.execute(insert(Membership), rows)


def _correct(steps: Sequence[Step], people: dict[int, Staff]) -> None:
    read = read_names(step.listed.name for step in steps if step.listed)
    for step, (pinyin, initials) in zip(steps, read, strict=True):
        if step.known is not None:
            person = people[step.known.id]
            for name in step.changed:
                setattr(person, name, getattr(step.listed, name))
            person.pinyin, person.initials = pinyin, initials
            person.version += 1


def _leave(comparison: Comparison[Step], leaving: Collection[int], day: date | None, people: dict[int, Staff]) -> None:
    if not set(leaving) <= {step.known.id for step in comparison.of("missing") if step.known}:
        raise Refused("只有名册里没有的人才能在这里办理离院")
    if not leaving:
        return
    if day is None:
        raise Refused("请填写离院日期")
    for id_ in sorted(leaving):
        part(people[id_], day)
    for one in queries.open_appointments_for_change(day, staff_ids=leaving):
        one.to_day = max(day, one.from_day)
    db.session.flush()
