"""Risks that a member found, and education sessions that a member held."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.forms import takes_files
from hospital_integrity.grid import operations, queries
from hospital_integrity.grid.forms import ClosingForm, RiskForm, SessionForm
from hospital_integrity.grid.operations import Handling, Risk, Session
from hospital_integrity.grid.views.blueprint import ID, bp, me, own_or_404, watched_choices


@bp.route("/risks/new", methods=["GET", "POST"])
def risk_new() -> ResponseReturnValue:
    """Register a risk."""
    form = _offering(RiskForm(data={"day": today(), "level": "low"}))
    status = carried_out(form, lambda: operations.register(_risk(form)))
    if status != 303:
        return render_template("grid/risk.html", form=form), status
    flash(gettext("风险已登记；处置好以后请申请销号"))
    return redirect(url_for("grid.duties"), 303)


@bp.route(f"/risks/{ID}/closing", methods=["GET", "POST"])
@takes_files
def risk_close(id: int) -> ResponseReturnValue:
    """Say how a risk was dealt with, and ask for it to be closed."""
    row = own_or_404(id, "risk", "open", "returned", "closing")
    form = ClosingForm(data={"measures": row.measures, "evidence": row.evidence, "version": str(row.version)})
    status = carried_out(
        form,
        lambda: operations.ask_closing(
            id, Handling(form.seen, form.measures.data, form.evidence.data), form.files.data
        ),
    )
    if status != 303:
        return render_template("grid/closing.html", form=form, row=row, reason=queries.reason_of(row)), status
    flash(gettext("已申请销号，等待行风办办理"))
    return redirect(url_for("grid.show", id=id), 303)


@bp.route("/sessions/new", methods=["GET", "POST"])
@takes_files
def session_new() -> ResponseReturnValue:
    """Report a session."""
    form = _offering(SessionForm(data={"day": today()}))
    return _answer(form, lambda: operations.hold(_session(form), form.files.data))


@bp.route(f"/sessions/{ID}/edit", methods=["GET", "POST"])
@takes_files
def session_mend(id: int) -> ResponseReturnValue:
    """A session that was sent back, to mend it."""
    row = own_or_404(id, "session", "returned", "submitted")
    told = {name: getattr(row, name) for name in ("day", "title", "people", "evidence")}
    form = _offering(SessionForm(data={**told, "department": row.department_id, "version": str(row.version)}))
    return _answer(form, lambda: operations.mend(id, form.seen, _session(form), form.files.data), row)


def _answer(form: SessionForm, deed: Any, row: Any = None) -> ResponseReturnValue:
    status = carried_out(form, deed)
    if status != 303:
        return render_template("grid/session.html", form=form, row=row, reason=queries.reason_of(row)), status
    flash(gettext("已报送，等待验收"))
    return redirect(url_for("grid.duties"), 303)


def _offering(form: Any) -> Any:
    form.department.choices = watched_choices()
    if len(form.department.choices) == 1 and not form.is_submitted():
        form.department.data = form.department.choices[0].value
    return form


def _risk(form: RiskForm) -> Risk:
    found = (form.department.data, form.day.data, form.title.data, form.text.data, form.level.data)
    return Risk(form.nonce.data, me(), *found)


def _session(form: SessionForm) -> Session:
    held = (form.department.data, form.day.data, form.title.data, form.people.data, form.evidence.data)
    return Session(form.nonce.data, me(), *held)
