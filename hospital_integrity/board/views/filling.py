"""The form of a draft and what it means: its choices, the fact and the wording it holds, a draft put back into it."""

from __future__ import annotations

from datetime import date
from typing import Any

from hospital_integrity.access import reach
from hospital_integrity.board.forms import AnswerForm, FactForm, WordingForm
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.operations import Said
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import spoken
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.board import COLOUR_OF, COLOURS, KINDS, Wording
from hospital_integrity.rules.clauses import clauses
from hospital_integrity.rules.recording import Fact, Unfit
from hospital_integrity.rules.saying import say


def offering(form: Any, day: date | None = None) -> Any:
    """The form with the choices that the asker has; clauses of the codes in force on the day of the act, if known."""
    form.kind.choices = [
        (kind, f"{spoken(COLOURS[colour])} · {spoken(name)}")
        for colour, named in KINDS.items()
        for kind, name in named.items()
    ]
    form.clause.choices = [(one.value, one.name) for one in clauses(day)]
    if isinstance(form, FactForm):
        items = edition_of(today().year).items.values()
        form.item.choices = [
            (one.key, f"{one.clause} {one.name}") for one in items if one.kind in COLOUR_OF and not one.retired
        ]
        places = departments.departments_on(today())
        form.department.choices = [
            (one.id, f"{one.code} {one.name}") for one in places if reach().covers(department_id=one.id)
        ]
    return form


def wording_in(form: WordingForm) -> Wording:
    """What a valid form says."""
    return Wording(
        kind=form.kind.data,
        title=form.title.data,
        text=form.text.data,
        basis=form.basis.data,
        full_name=form.display.data == "full",
        consent=form.consent.data or "",
        acknowledged="yes" in form.noticed.data,
        clause=form.clause.data or "",
        case_id=form.case.data,
        reviewed="text" in form.noticed.data,
    )


def said_in(form: AnswerForm) -> Said:
    """What somebody answers in a valid form."""
    words = (form.verdict.data, form.text.data or "", form.evidence.data or "")
    return Said(*words, naming="yes" in form.naming.data, files=form.files.data)


def fact_in(form: FactForm, nonce: str) -> Fact:
    """The fact in a valid form; raises Unfit where the person or the department can't be told."""
    person = _person(form.number.data) if form.number.data else None
    home = departments.home_department([person], form.day.data).get(person) if person else form.department.data
    if home is None:
        unknown = say("%(day)s 此人不属于任何科室", day=form.day.data) if person else say("请选择科室，或填写工号")
        raise Unfit("number" if person else "department", unknown)
    return Fact(
        nonce=nonce,
        item=form.item.data,
        happened_on=form.day.data,
        department_id=home,
        staff_id=person,
        times=form.times.data,
        points=form.points.data,
        evidence=form.basis.data,
        attested=form.attested.data or "",
    )


def _person(number: str) -> int:
    found = departments.staff_by_numbers([number]).get(number)
    if found is None:
        raise Unfit("number", say("没有工号为 %(number)s 的人", number=number))
    return found.id


def said_by(row: BoardEntry) -> dict[str, Any]:
    """A draft as the form shows it."""
    person = departments.staff_member(row.staff_id) if row.staff_id else None
    return {
        "kind": row.kind,
        "title": row.title,
        "text": row.text,
        "basis": row.basis,
        "clause": f"{row.clause_set}-{row.clause_number}" if row.clause_set else None,
        "case": row.case_id,
        "display": "full" if row.full_name else "masked",
        "consent": row.consent,
        "version": str(row.version),
        "item": row.item,
        "number": person.number if person else "",
        "department": None if person else row.department_id,
        "day": row.happened_on,
        "times": row.times,
        "points": row.points,
        "attested": row.attested,
    }
