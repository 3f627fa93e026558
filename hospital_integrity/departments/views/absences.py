"""Screens of absences: the list of a year, one more, its end, a file of many."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.deeds import XLSX, carried_out
from hospital_integrity.departments import operations, queries, sheet
from hospital_integrity.departments.forms.absences import AbsenceEndForm, AbsenceForm, AbsencesFileForm
from hospital_integrity.departments.operations import Away
from hospital_integrity.departments.views.blueprint import ID, bp
from hospital_integrity.rules.assessed import days_away
from hospital_integrity.rules.register import ABSENCES
from hospital_integrity.rules.saying import Refused
from hospital_integrity.spreadsheet import SheetRefused


@bp.route("/staff/absences", methods=["GET", "POST"])
def absences() -> ResponseReturnValue:
    """Who was away in a year, and one more."""
    form = AbsenceForm(number=request.args.get("number", "")[:20])
    status = carried_out(form, lambda: _record(form))
    if status == 303:
        flash(gettext("已登记离岗"))
        return redirect(url_for("departments.absences", year=_year()), 303)
    rows, away = queries.absences_listed(_year()), queries.absences_in(_year())
    page: dict[str, Any] = {"rows": rows, "kinds": ABSENCES, "year": _year()}
    days = {person: days_away(spans, _year()) for person, spans in away.items()}
    return render_template("departments/absences.html", form=form, days=days, **page), status


@bp.route(f"/staff/absences/{ID}", methods=["GET", "POST"])
def absence_end(id: int) -> ResponseReturnValue:
    """The true last day of an absence, or that it was a mistake."""
    known = queries.absence(id) or abort(404)
    form = AbsenceEndForm(last=known.last or today())
    status = carried_out(form, lambda: _end(id, form))
    if status == 303:
        flash(gettext("已登记"))
        return redirect(url_for("departments.absences", year=known.row.first.year), 303)
    return render_template("departments/absence_end.html", form=form, known=known, kinds=ABSENCES), status


@bp.get("/staff/absences/template")
def absences_template() -> ResponseReturnValue:
    """The workbook to fill in."""
    name = gettext("离岗登记模板") + ".xlsx"
    return send_file(BytesIO(sheet.absence_template()), XLSX, as_attachment=True, download_name=name)


@bp.route("/staff/absences/upload", methods=["GET", "POST"])
def absences_upload() -> ResponseReturnValue:
    """A file of absences: all of it is recorded, or nothing and every bad cell is named."""
    form = AbsencesFileForm()
    if not form.validate_on_submit():
        return render_template("departments/absences_upload.html", form=form), 422 if form.is_submitted() else 200
    try:
        count = sheet.record_file(form.file.data.data, form.file.data.name)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        form.refuse(refused)
        found = refused.problems if isinstance(refused, SheetRefused) else ()
        return render_template("departments/absences_upload.html", form=form, found=found), 422
    flash(gettext("已登记 %(count)s 次离岗", count=count))
    return redirect(url_for("departments.absences"), 303)


def _record(form: AbsenceForm) -> None:
    person = queries.staff_by_numbers([form.number.data]).get(form.number.data)
    if person is None:
        raise Refused("没有工号为 %(number)s 的人", number=form.number.data)
    operations.record_absences([Away(person.id, form.kind.data, form.first.data, form.last.data, form.note.data or "")])


def _end(id: int, form: AbsenceEndForm) -> None:
    if "withdraw" in request.form:
        operations.withdraw_absence(id, form.reason.data or "")
    elif form.last.data is None:
        raise Refused("请填写最后一天")
    else:
        operations.end_absence(id, form.last.data)


def _year() -> int:
    text = request.args.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and 2000 <= int(text) <= 2200 else today().year
