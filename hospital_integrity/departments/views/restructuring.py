"""Screens of merging and splitting."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.forms import MergeForm, SplitForm
from hospital_integrity.departments.models import Department
from hospital_integrity.departments.views.blueprint import ID, bp, place_choices, place_or_404


@bp.route(f"/departments/{ID}/merge", methods=["GET", "POST"])
def merge(id: int) -> ResponseReturnValue:
    """Merge a department, and others with it, into another or a new one."""
    place = place_or_404(id)
    form = _merge_form(place)
    merged: list[Department] = []
    status = carried_out(form, lambda: merged.append(_merge(id, form)))
    if status != 303:
        return render_template("departments/merge.html", form=form, place=place), status
    flash(gettext("已合并，人员自生效日期起转入新科室"))
    return redirect(url_for("departments.show", id=merged[0].id), 303)


@bp.route(f"/departments/{ID}/split", methods=["GET", "POST"])
def split(id: int) -> ResponseReturnValue:
    """Split a department into new ones."""
    place = place_or_404(id)
    staff = queries.staff_in(id, today())
    form = SplitForm(obj=place, day=today(), members=[{"staff_id": one.id, "to": "0"} for one in staff])
    status = carried_out(form, lambda: _split(id, form))
    if status != 303:
        named = {one.id: one for one in staff}
        return render_template("departments/split.html", form=form, place=place, named=named), status
    flash(gettext("已拆分，人员自生效日期起转入各新科室"))
    return redirect(url_for("departments.show", id=id), 303)


def _merge_form(place: Department) -> MergeForm:
    form = MergeForm(obj=place, day=today(), heir="none")
    others = [choice for choice in place_choices() if choice[0] != place.id]
    form.second.choices = form.third.choices = form.into.choices = others
    form.heir.choices = [
        ("none", gettext("不延续")),
        ("0", gettext("延续“%(name)s”的", name=place.name)),
        ("1", gettext("延续“一同并入的科室”的")),
        ("2", gettext("延续“再一个并入的科室”的")),
    ]
    return form


def _merge(id: int, form: MergeForm) -> Department:
    versions = {one.id: one.version for one in queries.departments_by_id(form.others).values()}
    sources = {**versions, id: form.version.data}
    ordered = [id, form.second.data, form.third.data]
    return operations.merge_departments(
        sources,
        form.target,
        heir_of=None if form.heir.data == "none" else ordered[int(form.heir.data)] or -1,
        day=form.day.data,
        document_no=form.document_no.data,
    )


def _split(id: int, form: SplitForm) -> None:
    operations.split_department(
        id,
        form.version.data,
        form.described,
        stays=form.stays.data == "yes",
        heir=form.chosen_heir,
        destinations=form.destinations,
        day=form.day.data,
        document_no=form.document_no.data,
    )
