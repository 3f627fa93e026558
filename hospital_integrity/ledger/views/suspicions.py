"""Screens of reported vetoes: which wait, putting one down, deciding one. Nobody sees those about oneself."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.ledger import operations, queries
from hospital_integrity.ledger.forms import FindingForm, SuspicionForm
from hospital_integrity.ledger.operations import NewSuspicion
from hospital_integrity.ledger.queries import Suspicion
from hospital_integrity.ledger.views.blueprint import bp
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.recording import is_personal

ID = "<int(max=2147483647):id>"


@bp.get("/indicators/reported")
def suspicions() -> str:
    """Reported vetoes: those that wait, and those that were decided."""
    wanted = request.args.get("state") == "decided"
    found = [one for one in queries.suspicions() if one.staff_id is None or one.staff_id != asker().staff_id]
    rows = [one for one in found if (one.finding is not None) == wanted]
    page = departments.slice_of(rows, request.args.get("page", 1, int) or 1)
    counts = {
        "open": sum(one.finding is None for one in found),
        "decided": sum(one.finding is not None for one in found),
    }
    return render_template("ledger/suspicions.html", page=page, decided=wanted, counts=counts, **_named(page.items))


@bp.route("/indicators/reported/new", methods=["GET", "POST"])
def open_suspicion() -> ResponseReturnValue:
    """Put down a reported veto; the result of its year is held from now on."""
    form = SuspicionForm(day=today())
    form.department.choices = [(one.id, f"{one.code} {one.name}") for one in departments.departments_on(today())]
    form.item.choices = [(one.key, f"{one.clause} {one.name}") for one in queries.veto_items(today().year)]
    status = carried_out(form, lambda: operations.open_suspicion(_filled(form)))
    if status != 303:
        return render_template("ledger/open_suspicion.html", form=form), status
    flash(gettext("已登记；查实以前结果待定，不影响等次"))
    return redirect(url_for("ledger.suspicions"), 303)


def _filled(form: SuspicionForm) -> NewSuspicion:
    number = form.number.data
    found = departments.staff_ids({number}).get(number, 0) if number else None
    return NewSuspicion(
        form.nonce.data, form.item.data, form.day.data, form.source.data, found, form.department.data or None
    )


@bp.route(f"/indicators/reported/{ID}", methods=["GET", "POST"])
def decide_suspicion(id: int) -> ResponseReturnValue:
    """One reported veto: what was found, by somebody else than who put it down."""
    row: Suspicion = queries.suspicion(id) or abort(404)
    if row.staff_id is not None and row.staff_id == asker().staff_id:
        abort(404)
    form = FindingForm()
    status = carried_out(
        form, lambda: operations.decide_suspicion(id, form.verdict.data, form.words.data, form.attested.data or "")
    )
    if status != 303:
        barred = row.opened_by is not None and row.opened_by == asker().account_id
        return render_template("ledger/suspicion.html", form=form, row=row, barred=barred, **_named([row])), status
    flash(gettext("结论已登记"))
    return redirect(url_for("ledger.suspicions"), 303)


def _named(rows: list[Suspicion]) -> dict[str, Any]:
    editions = {year: edition_of(year) for year in {one.happened_on.year for one in rows}}
    return {
        "people": departments.staff_members({one.staff_id for one in rows if one.staff_id}),
        "places": departments.departments_by_id({one.department_id for one in rows}),
        "items": {one.id: editions[one.happened_on.year].items[one.item] for one in rows},
        "is_personal": is_personal,
    }
