"""Screens of indicators: which are open and which were dealt with, opening one, closing one."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, handed_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import takes_files
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.ledger import operations, queries
from hospital_integrity.ledger.forms import CloseIndicatorForm, OpenIndicatorForm
from hospital_integrity.ledger.queries import Indicator
from hospital_integrity.ledger.sheet import indicators_workbook
from hospital_integrity.ledger.views.blueprint import ENTRY, bp
from hospital_integrity.rules.recording import Fact
from hospital_integrity.rules.scheme import Item

STATES = ("open", "closed", "all")


@bp.get("/indicators")
def indicators() -> str:
    """Indicators by state, newest first, within reach; a department may be looked for by name."""
    state, text = _state(), request.args.get("q", "").strip()[:40]
    found = _found(text)
    places = departments.departments_by_id({one.entry.department_id for one in found})
    counts = {key: sum(_is(key, one) for one in found) for key in STATES}
    page = departments.slice_of([one for one in found if _is(state, one)], request.args.get("page", 1, int) or 1)
    return render_template(
        "ledger/indicators.html",
        page=page,
        places=places,
        state=state,
        counts=counts,
        query=text,
        people=departments.staff_members({one.entry.staff_id for one in page.items if one.entry.staff_id}),
    )


@bp.post("/indicators/export")
def export_indicators() -> Response:
    """The same list, whole, as a spreadsheet; taking it away is an event itself."""
    state = _state()
    rows = [one for one in _found(request.args.get("q", "").strip()[:40]) if _is(state, one)]
    mark = note_taken("ledger.indicators", len(rows), state=state)
    return handed_out(indicators_workbook(rows, mark), "indicators")


def _state() -> str:
    wanted = request.args.get("state", "")
    return wanted if wanted in STATES else "open"


def _found(text: str) -> list[Indicator]:
    found = _within_reach()
    places = departments.departments_by_id({one.entry.department_id for one in found})
    return [one for one in found if text in places[one.entry.department_id].name]


@bp.route("/indicators/open", methods=["GET", "POST"])
@takes_files
def open_indicator() -> ResponseReturnValue:
    """Open an indicator at a department; it limits the star from this day on."""
    form = OpenIndicatorForm(department=request.args.get("department", type=int), day=today())
    form.department.choices = [(one.id, f"{one.code} {one.name}") for one in departments.departments_on(today())]
    form.item.choices = [(one.key, f"{one.clause} {one.name}") for one in _impersonal()]
    status = carried_out(form, lambda: operations.open_indicator(_fact(form), form.files.data))
    if status != 303:
        return render_template("ledger/open_indicator.html", form=form), status
    flash(gettext("指标已登记，当日起影响星级"))
    return redirect(url_for("ledger.indicators"), 303)


@bp.route(f"/indicators/{ENTRY}/close", methods=["GET", "POST"])
@takes_files
def close_indicator(entry_id: int) -> ResponseReturnValue:
    """Close an indicator with evidence."""
    found = queries.indicator(entry_id)
    if found is None or not reach().covers(department_id=found.entry.department_id):
        abort(404)
    form = CloseIndicatorForm(day=today())
    status = carried_out(
        form,
        lambda: operations.close_indicator(entry_id, form.day.data, form.evidence.data, form.files.data),
    )
    if status != 303:
        place = departments.department(found.entry.department_id)
        return render_template("ledger/close_indicator.html", form=form, found=found, place=place), status
    flash(gettext("指标已销号"))
    return redirect(url_for("ledger.indicators"), 303)


def _within_reach() -> list[Indicator]:
    limit = None if reach().everything else reach().departments
    found = [one for of_one in queries.indicators_of(limit).values() for one in of_one]
    return sorted(found, key=lambda one: (one.entry.happened_on, one.entry.id), reverse=True)


def _is(state: str, one: Indicator) -> bool:
    return state == "all" or one.is_open == (state == "open")


def _impersonal() -> list[Item]:
    """Those that are about the department itself: facts about a person come by the score sheet or the board."""
    return [one for one in queries.indicator_items(today().year) if not {"staff", "grid"} & set(one.ceilings)]


def _fact(form: OpenIndicatorForm) -> Fact:
    return Fact(
        nonce=form.nonce.data,
        item=form.item.data,
        happened_on=form.day.data,
        department_id=form.department.data,
        evidence=form.evidence.data,
        attested=form.attested.data or "",
    )
