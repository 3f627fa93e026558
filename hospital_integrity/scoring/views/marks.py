"""Marks of departments: satisfaction, peers, experts; one sheet, all departments."""

from __future__ import annotations

from decimal import Decimal

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.ledger.queries import marks_of_year
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.period import last_day
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.weighing import newest_marks
from hospital_integrity.scoring import operations
from hospital_integrity.scoring.forms import MarksForm
from hospital_integrity.scoring.views.blueprint import bp

SHEETS = {"satisfaction": say("患者满意度"), "peer": say("同行评议"), "expert": say("专家评议")}


@bp.route("/scoring/marks", methods=["GET", "POST"])
def marks() -> ResponseReturnValue:
    """Enter or correct one sheet's marks of a year."""
    year, sheet = _year(), request.args.get("sheet", "satisfaction")
    if sheet not in _sheets(year):
        abort(404)
    places = departments.departments_on(min(today(), last_day(year)))
    now = _standing(year, sheet)
    form = MarksForm(data={"rows": [{"subject": str(place.id), "value": now.get(place.id)} for place in places]})
    status = carried_out(form, lambda: operations.enter_marks(form.nonce.data, year, sheet, _values(form), now))
    if status != 303:
        page = {"form": form, "names": {str(place.id): place.name for place in places}, "sheets": _sheets(year)}
        return render_template("scoring/marks.html", year=year, sheet=sheet, **page), status
    flash(gettext("评分已保存"))
    return redirect(url_for("scoring.marks", year=year, sheet=sheet), 303)


def _year() -> int:
    typed = request.args.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else today().year
    if not 2000 <= year <= today().year:
        abort(404)
    return year


def _sheets(year: int) -> dict[str, Saying]:
    scheme = edition_of(year).schemes.get("department")
    found = [sheet for part in scheme.parts for sheet in part.sheets] if scheme else []
    return {sheet: SHEETS.get(sheet) or say("%(sheet)s", sheet=sheet) for sheet in found}


def _standing(year: int, sheet: str) -> dict[int, Decimal]:
    mine = asker().account_id
    return {
        subject: mark.value
        for subject, marks in marks_of_year("department", year).items()
        for (name, _, rater), mark in newest_marks(marks).items()
        if name == sheet and rater == mine and mark.value is not None
    }


def _values(form: MarksForm) -> dict[int, Decimal]:
    known = {place.id for place in departments.departments_on(today())}
    rows = [(row.form.subject.data, row.form.value.data) for row in form.rows]
    return {int(s): v for s, v in rows if s and s.isdecimal() and int(s) in known and v is not None}
