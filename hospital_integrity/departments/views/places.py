"""Screens of departments: list, one, add, edit, close."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, handed_out
from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.forms import AddDepartmentForm, CloseForm, EditDepartmentForm
from hospital_integrity.departments.models import Department
from hospital_integrity.departments.operations import NewDepartment
from hospital_integrity.departments.sheet import places_workbook
from hospital_integrity.departments.views.blueprint import ID, asked_number, bp, place_or_404, within
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.paging import Page
from hospital_integrity.spreadsheet import MOST_TAKEN


@bp.get("/departments", endpoint="list")
def list_() -> str:
    """Departments, searched and narrowed."""
    asked, heads = _asked(), queries.headcount(today())
    page = _found(asked, page=asked_number("page"))
    return render_template("departments/list.html", page=page, heads=heads, campuses=queries.campuses(), asked=asked)


@bp.post("/departments/export")
def export() -> Response:
    """The same list, whole, as a spreadsheet; taking it away is an event itself."""
    asked = _asked()
    rows = _found(asked, size=MOST_TAKEN).items
    mark = note_taken("departments.list", len(rows), **asked)
    return handed_out(places_workbook(rows, queries.headcount(today()), mark), "departments")


def _asked() -> dict[str, str]:
    return {key: request.args.get(key, "")[:60] for key in ("q", "category", "campus")}


def _found(asked: Mapping[str, str], **cut: int) -> Page[Department]:
    return queries.search_departments(
        asked["q"],
        today(),
        departments=within(),
        category=asked["category"],
        campus=asked["campus"],
        closed=request.args.get("closed") == "1",
        **cut,
    )


@bp.get(f"/departments/{ID}")
def show(id: int) -> str:
    """One department: what it is, who belongs to it, who watches over it, what it was."""
    place = place_or_404(id)
    changes = queries.changes_of(id)
    concerned = {one for change in changes for one in (change.department_id, change.other_id) if one}
    return render_template(
        "departments/show.html",
        place=place,
        changes=changes,
        others=queries.departments_by_id(concerned),
        forebears=[one for one in queries.lineage([id])[id] if one != id],
        names=queries.names_on(queries.lineage([id])[id], today()),
        staff=queries.staff_in(id, today()),
        grid=queries.grid_members_of(id, today()),
    )


@bp.route("/departments/add", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Set up a department."""
    form = AddDepartmentForm(opened_on=today())

    def deed() -> None:
        new = NewDepartment(form.code.data, form.name.data, form.category.data, form.campus.data)
        operations.add_department(new, form.opened_on.data, form.document_no.data or "")

    status = carried_out(form, deed)
    if status != 303:
        return render_template("departments/add.html", form=form, campuses=queries.campuses()), status
    flash(gettext("已登记科室“%(name)s”", name=form.name.data))
    return redirect(url_for("departments.list"), 303)


@bp.route(f"/departments/{ID}/edit", methods=["GET", "POST"])
def edit(id: int) -> ResponseReturnValue:
    """Rename, recategorise or relocate from a day on."""
    place = place_or_404(id)
    form = EditDepartmentForm(obj=place, day=today())

    def deed() -> None:
        told = {"name": form.name.data, "category": form.category.data, "campus": form.campus.data}
        dated = {"day": form.day.data, "document_no": form.document_no.data}
        operations.change_department(id, form.version.data, **told, **dated)

    status = carried_out(form, deed)
    if status != 303:
        return render_template("departments/edit.html", form=form, place=place), status
    flash(gettext("已保存，原来的名称、类别和院区留在变更记录里"))
    return redirect(url_for("departments.show", id=id), 303)


@bp.route(f"/departments/{ID}/close", methods=["GET", "POST"])
def close(id: int) -> ResponseReturnValue:
    """Close a department in which nobody is left."""
    place = place_or_404(id)
    form = CloseForm(obj=place, day=today())
    status = carried_out(
        form, lambda: operations.close_department(id, form.version.data, form.day.data, form.document_no.data)
    )
    if status != 303:
        heads = queries.headcount(today()).get(id, 0)
        return render_template("departments/close.html", form=form, place=place, heads=heads), status
    flash(gettext("已撤销科室“%(name)s”", name=place.name))
    return redirect(url_for("departments.show", id=id), 303)
