"""Screens of a year: how far each department has come, finishing, and taking the overview away."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, handed_out
from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.forms import YearForm
from hospital_integrity.ethics.sheet import progress_workbook
from hospital_integrity.ethics.views.blueprint import bp, doors
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.rules.windows import window_names


@bp.get("/ethics")
def index() -> ResponseReturnValue:
    """The assessment of a year: its days, and how far each department has come."""
    return _overview(YearForm(formdata=None), _year())


@bp.post("/ethics/export")
def export() -> Response:
    """The same overview as a spreadsheet; taking it away is an event itself."""
    year = _year()
    rows = _progress(year)
    mark = note_taken("ethics.index", len(rows), year=year)
    return handed_out(progress_workbook(rows, queries.scheme_of(year).stages, mark), f"ethics-{year}")


@bp.post("/ethics/finish")
def finish() -> ResponseReturnValue:
    """Finish the assessment of a year."""
    form = YearForm()
    year = form.year.data or today().year
    status = carried_out(form, lambda: operations.finish(year))
    if status != 303:
        return _overview(form, year, status)
    flash(gettext("考评已结束"))
    return redirect(url_for("ethics.index", year=year), 303)


def _year() -> int:
    typed = request.args.get("year", "")
    known = queries.cycles()
    default = known[0].year if known else today().year
    return int(typed) if typed.isascii() and typed.isdigit() and 2000 <= int(typed) <= 2200 else default


def _progress(year: int) -> list[queries.Progress]:
    return [row for row in queries.progress(year) if reach().covers(department_id=row.department_id)]


def _overview(form: YearForm, year: int, status: int = 200) -> ResponseReturnValue:
    scheme, rows = queries.scheme_of(year), _progress(year)
    page: dict[str, Any] = {
        "rows": rows,
        "stages": scheme.stages,
        "doors": doors(year),
        "cycle": queries.cycle(year),
        "years": [one.year for one in queries.cycles()],
        "windows": queries.windows(year),
        "names": window_names(scheme),
        "people": sum(row.people for row in rows),
        "counts": {one.key: _counts(rows, one.key) for one in scheme.stages},
    }
    day = today()
    return render_template("ethics/index.html", form=form, year=year, running=day.year, today=day, **page), status


def _counts(rows: list[queries.Progress], stage: str) -> tuple[int, int]:
    return sum(row.judged[stage] for row in rows), sum(row.due[stage] for row in rows)
