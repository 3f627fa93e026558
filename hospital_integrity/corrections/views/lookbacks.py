"""Screens of look-backs: what is due when, overdue first; recording one; the list as a spreadsheet."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import reach
from hospital_integrity.awards.operations import NewLookBack
from hospital_integrity.clock import today
from hospital_integrity.corrections import operations, queries
from hospital_integrity.corrections.forms import ExportForm, LookBackForm
from hospital_integrity.corrections.operations import Follow
from hospital_integrity.corrections.queries import Due
from hospital_integrity.corrections.sheet import look_backs_workbook
from hospital_integrity.corrections.views.blueprint import bp
from hospital_integrity.db import db
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.ledger.queries import indicator_items

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATES = ("due", "late", "made")


@bp.get("/stars/look-backs")
def look_backs() -> str:
    """Look-backs by state, overdue first."""
    found = queries.look_backs_due(today(), _limit())
    wanted = request.args.get("state", "")
    state = wanted if wanted in STATES else "due"
    page = departments.slice_of([one for one in found if _is(state, one)], request.args.get("page", 1, int) or 1)
    return render_template(
        "corrections/look_backs.html",
        page=page,
        state=state,
        counts={key: sum(_is(key, one) for one in found) for key in STATES},
        places=departments.departments_by_id({one.department_id for one in page.items}),
        form=ExportForm(formdata=None),
    )


@bp.route("/stars/look-backs/<int(max=2147483647):department_id>/<any(half, full):kind>", methods=["GET", "POST"])
def look_back(department_id: int, kind: str) -> ResponseReturnValue:
    """Record one look-back and what follows from it."""
    place = departments.department(department_id)
    due = queries.due_of(department_id, kind, today())
    if place is None or due is None:
        abort(404)
    form = LookBackForm(day=today())
    form.item.choices = [
        (one.key, f"{one.clause} {one.name}")
        for one in indicator_items(today().year)
        if not {"staff", "grid"} & set(one.ceilings)
    ]
    status = carried_out(form, lambda: operations.look_back(_filled(form, due), _follow(form)))
    if status != 303:
        return render_template("corrections/look_back.html", form=form, place=place, due=due), status
    flash(gettext("回头看已记录"))
    return redirect(url_for("corrections.look_backs"), 303)


@bp.post("/stars/look-backs/export")
def export_look_backs() -> ResponseReturnValue:
    """The whole list as a spreadsheet; taking it away is an event itself."""
    if not ExportForm().validate():
        abort(400)
    found = queries.look_backs_due(today(), _limit())
    operations.note_look_backs_export(len(found))
    body = look_backs_workbook(found, departments.departments_by_id({one.department_id for one in found}))
    db.session.commit()
    named = {"Content-Disposition": f"attachment; filename=look-backs-{today().isoformat()}.xlsx"}
    return Response(body, mimetype=XLSX, headers=named)


def _limit() -> Collection[int] | None:
    return None if reach().everything else reach().departments


def _is(state: str, one: Due) -> bool:
    if state == "late":
        return one.days_late > 0
    return (one.made is not None) == (state == "made")


def _filled(form: LookBackForm, due: Due) -> NewLookBack:
    return NewLookBack(
        nonce=form.nonce.data,
        department_id=due.department_id,
        year=due.year,
        kind=due.kind,
        looked_on=form.day.data,
        result=form.result.data,
        findings=form.findings.data,
    )


def _follow(form: LookBackForm) -> Follow:
    return Follow(form.item.data or "", form.document_no.data or "")
