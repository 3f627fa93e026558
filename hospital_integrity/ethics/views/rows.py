"""The rows of a stage's page: who may be judged, what was typed, what it comes to, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import abort
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics import queries
from hospital_integrity.ethics.forms import MOST_PEOPLE, PersonRow, StageForm
from hospital_integrity.ethics.operations import Judgement
from hospital_integrity.ethics.queries import Person
from hospital_integrity.ethics.views.blueprint import judges, stage_in
from hospital_integrity.forms import spoken
from hospital_integrity.rules.ethics import Said, check_departure
from hospital_integrity.rules.explanation import shown
from hospital_integrity.rules.saying import Refused, Saying
from hospital_integrity.rules.scheme import Scheme, Stage
from hospital_integrity.rules.stages import check_reopened, check_turn
from hospital_integrity.rules.windows import Window


@dataclass(frozen=True)
class Sheet:
    """What the page is about: the department, the stage, and everybody there with why they can't be judged now."""

    year: int
    at: str
    place: Any
    scheme: Scheme
    stage: Stage
    people: dict[int, Person]
    windows: Mapping[str, Window]
    closed: Mapping[int, Saying]
    page: Any

    @property
    def version(self) -> int:
        """How often the page was saved."""
        return self.page.version if self.page else 0

    def said(self, person: int) -> Said | None:
        """What the stage says on somebody now."""
        return self.people[person].done.by_stage.get(self.stage.key)

    def left(self) -> int:
        """How many could be judged and aren't."""
        return sum(self.said(one) is None for one in self.people if one not in self.closed)


def sheet_at(year: int, at: str, department_id: int) -> Sheet:
    """The page of a department behind a door, or 404 where the asker doesn't judge there."""
    place = departments.department(department_id) or abort(404)
    scheme = queries.scheme_of(year)
    stage = stage_in(scheme, at)
    if not judges(year, at, department_id):
        abort(404)
    people = {one.subject.id: one for one in queries.people_in(department_id, year)[:MOST_PEOPLE]}
    windows, page = queries.windows(year), queries.stage_page(year, stage.key, department_id)
    found = ((id, _why_closed(scheme, stage, one, windows)) for id, one in people.items())
    closed = {id: why for id, why in found if why is not None}
    return Sheet(year, at, place, scheme, stage, people, windows, closed, page)


def closed_to(year: int, scheme: Scheme, stage: Stage, one: Person) -> Saying | None:
    """Why a stage can't judge somebody today; None where it can."""
    return _why_closed(scheme, stage, one, queries.windows(year))


def _why_closed(scheme: Scheme, stage: Stage, one: Person, windows: Mapping[str, Window]) -> Saying | None:
    back = one.returned if one.returned and one.returned.given_back_to == stage.key else None
    later = windows.get(back.stage) if back and stage.key not in one.done.by_stage else None
    try:
        check_turn(scheme, stage, one.done, own=one.subject.id == asker().staff_id)
        check_reopened(stage, windows.get(stage.key), today(), later)
    except Refused as refused:
        return refused.saying
    return None


def form_of(sheet: Sheet) -> StageForm:
    """What the stage says now, with what is typed but not yet said on top."""
    typed = sheet.page.typed if sheet.page else {}
    rows = [_row(sheet, id, typed.get(str(id))) for id in sheet.people if id not in sheet.closed]
    return StageForm(data={"version": str(sheet.version), "rows": rows})


def _row(sheet: Sheet, id: int, typed: list[str] | None) -> Mapping[str, Any]:
    now = now_of(sheet, id)
    value, comment = typed if typed and any(typed) else now
    return {"person": str(id), "was": json.dumps(now, ensure_ascii=False), "value": value, "comment": comment}


def now_of(sheet: Sheet, id: int) -> list[str]:
    said = sheet.said(id)
    return [shown(said.value), said.comment] if said else ["", ""]


def judgement_of(sheet: Sheet, row: PersonRow) -> Judgement | None:
    """What a row says; None where nothing was said or changed. What can't be right stands beside the field."""
    try:
        value = row.value.points()
    except Refused as refused:
        row.value.errors = [row.value.complaint(refused.saying)]
        return None
    comment = text_of(row.comment)
    said = sheet.said(int(row.person.data))
    if value is None:
        if comment or said:
            row.value.errors = [gettext("同计算分请填 0，不能留空")]
        return None
    return None if said and (said.value, said.comment) == (value, comment) else Judgement(value, comment)


def open_rows(form: StageForm, sheet: Sheet) -> list[Any]:
    """The rows of this page's people who may be judged; rows of others are nobody's business here."""
    known = {str(id) for id in sheet.people if id not in sheet.closed}
    return [row.form for row in form.rows if row.form.person.data in known]


def refresh(form: StageForm, sheet: Sheet) -> None:
    """After somebody else's save: rows that were left alone show what holds now, typed ones stay as they were typed."""
    form.version.data = str(sheet.version)
    for row in open_rows(form, sheet):
        now = now_of(sheet, int(row.person.data))
        if json.dumps([text_of(row.value), text_of(row.comment)], ensure_ascii=False) == row.was.data:
            row.value.data, row.comment.data = now
        row.was.data = json.dumps(now, ensure_ascii=False)


def told(form: StageForm, sheet: Sheet) -> dict[str, Any]:
    """What each row comes to, and what is wrong with it, for the page and for static/sheet.js."""
    lines = {}
    for entry in form.rows:
        if person_in(entry.form) in sheet.people:
            lines[entry.name] = _line(sheet, entry.form)
    judged = len(sheet.people) - len(sheet.closed) - sheet.left()
    typed = sum(bool(line["worth"]) for line in lines.values())
    return {"lines": lines, "count": max(judged, typed), "total": ""}


def _line(sheet: Sheet, row: PersonRow) -> dict[str, Any]:
    bad: dict[str, str] = {}
    value = None
    try:
        value = row.value.points()
    except Refused as refused:
        bad["value"] = row.value.complaint(refused.saying)
    if value is None:
        return {"worth": "", "bad": bad}
    try:
        check_departure(sheet.stage, value, text_of(row.comment))
    except Refused as refused:
        bad["comment"] = spoken(refused.saying)
    return {"worth": _worth(sheet, int(row.person.data), value), "bad": bad}


def _worth(sheet: Sheet, person: int, value: Decimal) -> str:
    return f"{sheet.scheme.shown(sheet.people[person].computed.raw + value):f}"


def person_in(row: PersonRow) -> int:
    """Whom a row is about; 0 where it says nobody."""
    text = row.person.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def text_of(field: Any) -> str:
    return (field.data or "").strip()


def version_of(form: StageForm) -> int:
    text = form.version.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
