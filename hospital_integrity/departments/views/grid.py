"""Screens of grid members: list, appoint, end."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, handed_out
from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.forms import AppointForm, EndForm
from hospital_integrity.departments.models import GridAppointment
from hospital_integrity.departments.sheet import appointments_workbook
from hospital_integrity.departments.views.blueprint import ID, bp, place_choices, within
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.rules.saying import Refused


@bp.get("/grid")
def grid_list() -> str:
    """Who is appointed today, or ever."""
    every = request.args.get("all") == "1"
    rows = _rows(every)
    return render_template("departments/grid_list.html", rows=rows, every=every, day_now=today())


@bp.post("/grid/export")
def grid_export() -> Response:
    """The same list as a spreadsheet; taking it away is an event itself."""
    every = request.args.get("all") == "1"
    rows = _rows(every)
    mark = note_taken("departments.grid_list", len(rows), every=every)
    return handed_out(appointments_workbook(rows, mark), "grid")


def _rows(every: bool) -> list[GridAppointment]:
    return queries.grid_history(within()) if every else queries.grid_members(today(), within())


@bp.route("/grid/appoint", methods=["GET", "POST"])
def grid_appoint() -> ResponseReturnValue:
    """Appoint a member of staff."""
    form = AppointForm(from_day=today(), number=request.args.get("number", "")[:20])
    form.department_id.choices = place_choices()
    status = carried_out(form, lambda: _appoint(form))
    if status != 303:
        return render_template("departments/grid_appoint.html", form=form), status
    flash(gettext("已登记任命"))
    return redirect(url_for("departments.grid_list"), 303)


@bp.route(f"/grid/{ID}/end", methods=["GET", "POST"])
def grid_end(id: int) -> ResponseReturnValue:
    """The last day of an appointment."""
    one = queries.grid_appointment(id)
    if one is None:
        abort(404)
    form = EndForm(day=today())
    status = carried_out(form, lambda: operations.end_appointment(id, form.day.data))
    if status != 303:
        return render_template("departments/grid_end.html", form=form, one=one), status
    flash(gettext("已登记任命结束"))
    return redirect(url_for("departments.grid_list"), 303)


def _appoint(form: AppointForm) -> None:
    person = queries.staff_by_numbers([form.number.data]).get(form.number.data)
    if person is None:
        raise Refused("没有工号为 %(number)s 的人", number=form.number.data)
    told = {field: form[field].data for field in ("tier", "duty", "from_day", "to_day")}
    operations.appoint(person.id, form.department_id.data, **told)
