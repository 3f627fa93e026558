"""A list of departments is applied: new ones are opened, others renamed, recategorised or relocated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hospital_integrity.db import db
from hospital_integrity.departments import queries
from hospital_integrity.departments.models import Department, RegisterImport
from hospital_integrity.departments.operations.changes import record
from hospital_integrity.departments.operations.imports import finish, keep_list, ready
from hospital_integrity.departments.operations.pinyin import initials_of
from hospital_integrity.departments.operations.places import alter
from hospital_integrity.rules.directory import Listed, Step


def keep_departments(listed: Sequence[Listed], filename: str, day: date) -> RegisterImport:
    """Keep a list of departments for a look; changes hold from `day`."""
    return keep_list("departments", listed, filename, day)


def apply_departments(id: int, seen: str, document_no: str = "") -> RegisterImport:
    """Apply a kept list, once; departments that it doesn't name stay as they are."""
    kept, comparison = ready(id, seen, queries.compare_departments)
    if comparison is None:
        return kept
    opened = [_new(step.listed, kept.day) for step in comparison.of("new") if step.listed]
    db.session.add_all(opened)
    changing = [step for step in comparison.of("changed") if step.known]
    places = queries.departments_for_change([step.known.id for step in changing if step.known])
    db.session.flush()
    for place in opened:
        record(place, "opened", place.opened_on, document_no, became=place.name)
    for step in changing:
        _alter(step, places, kept.day, document_no)
    return finish(kept, **comparison.counts(), document_no=document_no)


def _new(one: Listed, day: date) -> Department:
    return Department(
        code=one.code,
        name=one.name,
        category=one.category,
        campus=one.campus,
        initials=initials_of(one.name),
        opened_on=one.opened_on or day,
    )


def _alter(step: Step, places: dict[int, Department], day: date, document_no: str) -> None:
    if step.known is not None and step.listed is not None:
        wanted = {name: getattr(step.listed, name) for name in step.changed}
        alter(places[step.known.id], wanted, day, document_no)
