"""What waits for the head of a branch: the departments whose people are to be judged."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from hospital_integrity.access import Asker
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics import queries as ethics
from hospital_integrity.home.queries.task import Task
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scheme import Stage
from hospital_integrity.rules.stages import BRANCH, door


def branch_tasks(person: Asker) -> Iterator[Task]:
    """Each department of the branch that somebody heads, in every year whose edition has a stage for branches."""
    if person.staff_id is None or person.staff_id not in {one.head_id for one in departments.branches()}:
        return
    mine = [one.department for one in departments.branch_members(today()) if one.branch.head_id == person.staff_id]
    for cycle in ethics.cycles():
        stage = _stage(cycle.year) if cycle.finished_at is None else None
        for place in mine if stage else ():
            address = url_for("ethics.branch", year=cycle.year, department_id=place.id)
            words = say("%(year)s 年度医德考评：大科评价", year=cycle.year)
            yield Task(words, place.name, address, "heart-handshake", "gold")


def _stage(year: int) -> Stage | None:
    return next((one for one in ethics.scheme_of(year).stages if door(one) == BRANCH), None)
