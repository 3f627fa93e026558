"""Screens of staff: list, one, add, edit, move, leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, handed_out
from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.forms import AddStaffForm, EditStaffForm, LeaveForm, MoveForm
from hospital_integrity.departments.models import Staff
from hospital_integrity.departments.sheet import people_workbook
from hospital_integrity.departments.views.blueprint import (
    ID,
    asked_number,
    bp,
    person_or_404,
    place_choices,
    within,
)
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.paging import Page
from hospital_integrity.spreadsheet import MOST_TAKEN


@bp.get("/staff")
def staff_list() -> str:
    """Members of staff, found by number, name or pinyin."""
    asked = _asked()
    page = _found(asked, page=asked_number("page"))
    places = [choice for choice in place_choices() if within() is None or choice[0] in (within() or ())]
    return render_template("departments/staff_list.html", page=page, asked=asked, places=places)


@bp.post("/staff/export")
def staff_export() -> Response:
    """The same list, whole, as a spreadsheet; taking it away is an event itself."""
    asked = _asked()
    rows = _found(asked, size=MOST_TAKEN).items
    # What was looked for may be a name: the journal keeps none.
    mark = note_taken("departments.staff_list", len(rows), department=asked["department"], left=asked["left"])
    return handed_out(people_workbook(rows, mark), "staff")


def _asked() -> dict[str, Any]:
    left = request.args.get("left") == "1"
    return {"q": request.args.get("q", "")[:60], "department": asked_number("department"), "left": left}


def _found(asked: Mapping[str, Any], **cut: int) -> Page[queries.Found]:
    return queries.search_staff(
        asked["q"],
        today(),
        departments=within(),
        department_id=asked["department"] or None,
        here=not asked["left"],
        **cut,
    )


@bp.get(f"/staff/{ID}")
def staff_show(id: int) -> str:
    """One member of staff: register, memberships, appointments."""
    person = person_or_404(id)
    appointments = queries.grid_appointments_of_staff(id)
    stays = queries.memberships_of(id)
    return render_template("departments/staff_show.html", person=person, stays=stays, appointments=appointments)


@bp.route("/staff/add", methods=["GET", "POST"])
def staff_add() -> ResponseReturnValue:
    """Register a new member of staff."""
    form = AddStaffForm()
    form.department_id.choices = place_choices()
    added: list[Staff] = []

    def deed() -> None:
        told = {field: form[field].data for field in ("profession", "department_id", "hired_on", "since")}
        added.append(operations.add_staff(form.number.data, form.name.data, title=form.title.data or "", **told))

    status = carried_out(form, deed)
    if status != 303:
        return render_template("departments/staff_add.html", form=form), status
    flash(gettext("已登记%(name)s", name=form.name.data))
    return redirect(url_for("departments.staff_show", id=added[0].id), 303)


@bp.route(f"/staff/{ID}/edit", methods=["GET", "POST"])
def staff_edit(id: int) -> ResponseReturnValue:
    """Correct what is registered."""
    person = person_or_404(id)
    form = EditStaffForm(obj=person)

    def deed() -> None:
        told = {field: form[field].data for field in ("name", "profession", "hired_on")}
        operations.edit_staff(id, form.version.data, title=form.title.data or "", **told)

    status = carried_out(form, deed)
    if status != 303:
        return render_template("departments/staff_edit.html", form=form, person=person), status
    flash(gettext("已保存"))
    return redirect(url_for("departments.staff_show", id=id), 303)


@bp.route(f"/staff/{ID}/move", methods=["GET", "POST"])
def staff_move(id: int) -> ResponseReturnValue:
    """Another department from a day on."""
    person = person_or_404(id)
    form = MoveForm(obj=person, day=today())
    form.department_id.choices = place_choices()
    status = carried_out(
        form, lambda: operations.move_staff(id, form.version.data, form.department_id.data, form.day.data)
    )
    if status != 303:
        return render_template("departments/staff_move.html", form=form, person=person), status
    flash(gettext("已登记调动"))
    return redirect(url_for("departments.staff_show", id=id), 303)


@bp.route(f"/staff/{ID}/leave", methods=["GET", "POST"])
def staff_leave(id: int) -> ResponseReturnValue:
    """The last day at the hospital."""
    person = person_or_404(id)
    form = LeaveForm(obj=person, day=today())
    status = carried_out(form, lambda: operations.leave(id, form.version.data, form.day.data))
    if status != 303:
        return render_template("departments/staff_leave.html", form=form, person=person), status
    flash(gettext("已登记离院，以前的记录全部保留"))
    return redirect(url_for("departments.staff_show", id=id), 303)
