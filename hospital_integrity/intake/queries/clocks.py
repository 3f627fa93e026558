"""The clocks of cases, read from their steps; one statement for any number of cases, two for the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, case, func, or_, select

from hospital_integrity import clock
from hospital_integrity.db import db
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.intake.models import IntakeCase, IntakeStep
from hospital_integrity.intake.queries.rows import known_to_asker
from hospital_integrity.rules.intake import ACCEPTED, CLOSED, COMPLAINT, DECIDED, MESSAGE, PASSED, REOPENED, TOLD
from hospital_integrity.rules.intake_clock import OVERDUE, UNKNOWN, Clock, Course, next_due


def course_of(row: IntakeCase, steps: Iterable[tuple[str, date]]) -> Course:
    """When what was done with a case; a conclusion that was reopened has no clock any more."""
    days: dict[str, date] = {}
    for verb, day in steps:
        if verb == REOPENED:
            days = {known: on for known, on in days.items() if known not in (DECIDED, TOLD)}
        elif verb == DECIDED:
            days[verb] = day
        else:
            days.setdefault(verb, day)
    done = (days.get(PASSED), days.get(ACCEPTED), days.get(DECIDED), days.get(TOLD))
    return Course(row.kind, row.named, row.received_on, *done)


def courses(rows: Sequence[IntakeCase]) -> dict[int, Course]:
    """The same of many cases; one statement."""
    steps: dict[int, list[tuple[str, date]]] = {row.id: [] for row in rows}
    query = select(IntakeStep.case_id, IntakeStep.verb, IntakeStep.at).where(IntakeStep.case_id.in_(steps))
    for case_id, verb, at in db.session.execute(query.order_by(IntakeStep.id)):
        steps[case_id].append((verb, clock.day_of(at)))
    return {row.id: course_of(row, steps[row.id]) for row in rows}


def nearest(rows: Sequence[IntakeCase]) -> dict[int, Clock | None]:
    """The open clock of each case that ends first."""
    days, today = calendar(), clock.today()
    return {id: next_due(course, days, today) for id, course in courses(rows).items()}


def open_clocks() -> list[Clock]:
    """The clock that ends first of each unfinished case that the asker may know, the case's oldest first."""
    rows = list(db.session.scalars(select(IntakeCase).where(_unfinished(), *known_to_asker()).order_by(IntakeCase.id)))
    return [one for one in nearest(rows).values() if one is not None]


def overdue_ids() -> list[int]:
    """The unfinished cases, of those that the asker may know, with a clock that has run out or can't be computed."""
    rows = list(db.session.scalars(select(IntakeCase).where(_unfinished(), *known_to_asker())))
    today = clock.today()
    return [id for id, one in nearest(rows).items() if one is not None and one.state(today) in (OVERDUE, UNKNOWN)]


def _unfinished() -> ColumnElement[bool]:
    """Cases whose clocks may run: those not closed, and closed ones whose named source hasn't heard of the result."""
    newest = func.max(case((IntakeStep.verb == TOLD, IntakeStep.id), else_=0))
    concluded = func.max(case((IntakeStep.verb == DECIDED, IntakeStep.id), else_=0))
    told = select(IntakeStep.case_id).group_by(IntakeStep.case_id).having(newest > concluded)
    waits = IntakeCase.named & IntakeCase.kind.in_((COMPLAINT, MESSAGE)) & IntakeCase.id.not_in(told)
    return or_(IntakeCase.state != CLOSED, waits)
