"""The conclusion of a case."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.forms import takes_files
from hospital_integrity.intake import operations
from hospital_integrity.intake.forms import OutcomeForm
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.intake.operations import Consequence
from hospital_integrity.intake.views.blueprint import ID, bp, case_or_404, is_decidable
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.intake import FOLLOWS, GOOD, MESSAGE
from hospital_integrity.rules.recording import Unfit, may_enter
from hospital_integrity.rules.scheme import Item

BAD = ("deduction", "veto")


@bp.route(f"/{ID}/decide", methods=["GET", "POST"])
@takes_files
def decide(id: int) -> ResponseReturnValue:
    """Verified, not proved or untrue; with what follows."""
    row = case_or_404(id)
    form = _form(row)
    if not form.is_submitted() and not is_decidable(row):
        abort(404)
    status = carried_out(form, lambda: _decided(form, id))
    if status != 303:
        row = case_or_404(id)
        form.version.data = str(row.version)
        return render_template("intake/decide.html", row=row, form=form), status
    flash(gettext("核查结论已登记"))
    return redirect(url_for("intake.show", id=id), 303)


def _form(row: IntakeCase) -> OutcomeForm:
    form = OutcomeForm(data={"version": row.version, "day": row.happened_on or row.received_on, "times": 1})
    form.follow.choices = list(FOLLOWS.items())
    items = edition_of((row.happened_on or today()).year).items.values()
    form.item.choices = [(one.key, f"{one.clause} {one.name}") for one in items if _fits(one, row)]
    return form


def _fits(item: Item, row: IntakeCase) -> bool:
    if item.retired or not may_enter(item, asker().roles):
        return False
    if row.kind == MESSAGE:
        return item.kind in ("bonus", *BAD)
    return item.kind == "bonus" if row.kind in GOOD else item.kind in BAD


def _decided(form: OutcomeForm, id: int) -> IntakeCase:
    try:
        return operations.decide(
            id,
            form.seen,
            form.outcome.data,
            form.words.data,
            _consequence(form),
            form.nonce.data,
            form.files.data,
        )
    except Unfit as unfit:
        _complain(form, unfit)
        raise


def _consequence(form: OutcomeForm) -> Consequence:
    return Consequence(
        form.follow.data,
        item=form.item.data or "",
        happened_on=form.day.data,
        times=form.times.data,
        points=form.points.data,
        attested=form.attested.data or "",
    )


def _complain(form: OutcomeForm, unfit: Unfit) -> None:
    if unfit.key in form:
        field: Any = form[unfit.key]
        field.errors = [*field.errors, field.complaint(unfit.saying)]
