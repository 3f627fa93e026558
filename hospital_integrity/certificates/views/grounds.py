"""Issuing for published entries of the red board, and for grid appointments: all who are chosen, or none."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue

from hospital_integrity.board.queries import BoardEntry
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.forms import DecisionForm, GroundsForm, LettersForm
from hospital_integrity.certificates.operations import Decision, Order
from hospital_integrity.certificates.views.blueprint import bp
from hospital_integrity.certificates.views.ordering import Desk
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.departments.queries import GridAppointment
from hospital_integrity.filters import day
from hospital_integrity.forms import spoken
from hospital_integrity.rules.paper_kinds import APPOINTMENT
from hospital_integrity.rules.register import DUTIES

Choices = list[tuple[int, str]]


@bp.route("/certificates/issue/<any(collective,personal):kind>", methods=["GET", "POST"])
def issue_honours(kind: str) -> ResponseReturnValue:
    """Published entries of the red board without a paper; issue for all who are chosen."""
    form = GroundsForm(day=today())
    form.grounds.choices = _honours(queries.honourable(kind))
    return _issued(kind, form)


@bp.route("/certificates/issue/letters", methods=["GET", "POST"])
def issue_letters() -> ResponseReturnValue:
    """Grid appointments of today without a letter; issue for all who are chosen."""
    found = queries.appointable()
    form = LettersForm(day=today(), grounds=[one.id for one in found])
    form.grounds.choices = _letters(found)
    return _issued(APPOINTMENT, form)


def _issued(kind: str, form: GroundsForm) -> ResponseReturnValue:
    desk = Desk()
    status = carried_out(form, lambda: desk.take(Order(kind, form.grounds.data, decision_of(form)), form))
    if status != 303:
        return render_template("certificates/grounds.html", form=form, kind=kind), status
    return desk.done(kind=kind)


def decision_of(form: DecisionForm) -> Decision:
    """What stands under the papers, and their term where they have one."""
    to_day = form.to_day.data if "to_day" in form else None
    return Decision(form.day.data, form.document_no.data or "", to_day)


def _honours(rows: Sequence[BoardEntry]) -> Choices:
    people = departments.staff_members({row.staff_id for row in rows if row.staff_id})
    places = departments.departments_by_id({row.department_id for row in rows})
    return [
        (row.id, f"{people[row.staff_id].name}（{places[row.department_id].name}）：{row.title}")
        if row.staff_id
        else (row.id, f"{places[row.department_id].name}：{row.title}")
        for row in rows
    ]


def _letters(rows: Sequence[GridAppointment]) -> Choices:
    return [
        (row.id, f"{row.staff.name}（{row.department.name}·{spoken(DUTIES[row.duty])}，{day(row.from_day)}）")
        for row in rows
    ]
