"""Registering what arrives, a form for each kind."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import start_of, today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments.queries import staff_by_numbers
from hospital_integrity.forms import takes_files
from hospital_integrity.intake import operations, queries
from hospital_integrity.intake.forms import ArrivalForm, PacketForm
from hospital_integrity.intake.models import IntakeCase
from hospital_integrity.intake.views.blueprint import bp, place_choices
from hospital_integrity.rules.intake import COMPLAINT, KINDS, PACKET, Arrival, Source
from hospital_integrity.rules.recording import Unfit
from hospital_integrity.rules.saying import Refused, say


@bp.route("/new", methods=["GET", "POST"])
@takes_files
def new() -> ResponseReturnValue:
    """The form of a kind; what was registered about the registrar's own department is for others."""
    kind = request.args.get("kind", COMPLAINT)
    if kind not in KINDS:
        abort(404)
    form = _form(kind)
    done: list[IntakeCase] = []
    status = carried_out(form, lambda: done.append(_registered(form, kind)))
    if status != 303:
        return render_template("intake/form.html", form=form, kind=kind), status
    if not queries.knows(done[0]):
        flash(gettext("已登记。因为涉及您本人或您所在的科室，由其他人办理，您看不到这件来件。"))
        return redirect(url_for("intake.index"), 303)
    flash(gettext("已登记，第 %(id)s 号", id=done[0].id))
    return redirect(url_for("intake.show", id=done[0].id), 303)


def _form(kind: str) -> ArrivalForm:
    given = {"received_on": today(), "first": request.args.get("first", type=int)}
    form = PacketForm(data=given) if kind == PACKET else ArrivalForm(data=given)
    form.department.choices = place_choices()
    return form


def _registered(form: ArrivalForm, kind: str) -> IntakeCase:
    try:
        source = Source(form.source_name.data or "", form.source_contact.data or "")
        return operations.register(_arrival(form, kind), source, form.nonce.data, form.files.data)
    except Unfit as unfit:
        field = form[unfit.key]
        field.errors = [*field.errors, field.complaint(unfit.saying)]
        raise


def _arrival(form: ArrivalForm, kind: str) -> Arrival:
    return Arrival(
        kind=kind,
        channel=form.channel.data,
        received_on=form.received_on.data,
        title=form.title.data,
        content=form.content.data,
        public_text=form.public_text.data or "",
        staff_id=_person(form.number.data) if form.number.data else None,
        department_id=form.department.data,
        happened_on=form.happened_on.data,
        first_id=form.first.data,
        **(_packet(form) if isinstance(form, PacketForm) else {}),
    )


def _packet(form: PacketForm) -> dict[str, object]:
    if form.amount.data == 0:
        raise Refused("金额应大于 0")
    return {
        "amount": form.amount.data,
        "taken_at": _moment(form.taken_on.data, form.taken_time.data),
        "handed_in_at": _moment(form.handed_on.data, form.handed_time.data),
        "receipt": form.receipt.data,
    }


def _moment(day: date, at: time) -> datetime:
    """The UTC moment of a time in China."""
    return start_of(day) + timedelta(hours=at.hour, minutes=at.minute)


def _person(number: str) -> int:
    found = staff_by_numbers([number]).get(number)
    if found is None:
        raise Unfit("number", say("没有这个工号"))
    return found.id
