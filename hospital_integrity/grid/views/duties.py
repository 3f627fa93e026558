"""A member's own page, made for a phone: what is due, what is done; and the month's report."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, may
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.grid import operations, queries
from hospital_integrity.grid.forms import ReportForm
from hospital_integrity.grid.models import GridRecord
from hospital_integrity.grid.operations import Report
from hospital_integrity.grid.views.blueprint import MONTH, asked_year, bp, me, years


@bp.get("/duties")
def duties() -> str:
    """What I owe and what I have done."""
    return _page(ReportForm(formdata=None))


@bp.route(f"/reports/{MONTH}", methods=["GET", "POST"])
def report(year: int, month: int) -> ResponseReturnValue:
    """My report of a month: to write, to keep, to hand in."""
    first, row = date(year, month, 1), queries.own_report(me(), date(year, month, 1))
    if request.method == "GET" and row is not None and row.state not in ("draft", "returned"):
        return redirect(url_for("grid.show", id=row.id), 303)
    if request.method == "GET" and first > today():
        abort(404)
    form = ReportForm(data=_typed(row))
    deed = operations.keep if "keep" in request.form else operations.hand_in
    done: list[GridRecord] = []
    status = carried_out(form, lambda: done.append(deed(first, _report(form))))
    if status != 303:
        return render_template(
            "grid/report.html", form=form, first=first, row=row, reason=queries.reason_of(row)
        ), status
    flash(gettext("草稿已保存") if done[0].state == "draft" else gettext("月报已报送，等待验收"))
    return redirect(url_for("grid.duties", year=year) if may("grid.duties") else url_for("home.desk"), 303)


@bp.post(f"/reports/{MONTH}/zero")
def zero(year: int, month: int) -> ResponseReturnValue:
    """Nothing to report this month: one button."""
    first, form = date(year, month, 1), ReportForm()
    said = Report(form.nonce.data or "", me(), zero=True, version=form.seen)
    status = carried_out(form, lambda: operations.hand_in(first, said))
    if status != 303:
        return _page(form), status
    flash(gettext("零报告已报送，等待验收"))
    return redirect(url_for("grid.duties", year=year), 303)


def _page(form: ReportForm) -> str:
    year, staff_id = asked_year(), me()
    day = min(date(year, 12, 31), today())
    return render_template(
        "grid/duties.html",
        form=form,
        year=year,
        years=years(),
        day=day,
        duties=queries.duties(staff_id, year),
        watched=departments.departments_by_id(asker().watched).values(),
        staff_id=staff_id,
    )


def _report(form: ReportForm) -> Report:
    return Report(form.nonce.data, me(), "yes" in form.zero.data, form.text.data or "", form.seen)


def _typed(row: GridRecord | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {"zero": ["yes"] if row.zero else [], "text": row.text, "version": str(row.version)}
