"""Screens of the assessment: the year, one department at a stage, and one's own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, handed_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.forms import MOST_PEOPLE, SelfForm, StageForm, YearForm
from hospital_integrity.ethics.operations import Judgement
from hospital_integrity.ethics.sheet import progress_workbook
from hospital_integrity.ethics.views.blueprint import PLACE, YEAR, bp
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.rules.stages import SELF

ZERO = Decimal(0)


@bp.get("/ethics")
def index() -> ResponseReturnValue:
    """The assessment of a year: how far each department has come."""
    return _overview(YearForm(formdata=None), _year())


@bp.post("/ethics/export")
def export() -> Response:
    """The same overview as a spreadsheet; taking it away is an event itself."""
    year = _year()
    rows = _progress(year)
    mark = note_taken("ethics.index", len(rows), year=year)
    return handed_out(progress_workbook(rows, queries.scheme_of(year).stages, mark), f"ethics-{year}")


@bp.post("/ethics/open")
def open() -> ResponseReturnValue:
    """Open the assessment of a year."""
    form = YearForm()
    status = carried_out(form, lambda: operations.open_cycle(form.year.data or 0))
    return _decided(form, status, gettext("考评已开始"))


@bp.post("/ethics/finish")
def finish() -> ResponseReturnValue:
    """Finish the assessment of a year."""
    form = YearForm()
    status = carried_out(form, lambda: operations.finish(form.year.data or 0))
    return _decided(form, status, gettext("考评已结束"))


@bp.route(f"/ethics/{YEAR}/departments/{PLACE}", methods=["GET", "POST"])
def department(year: int, department_id: int) -> ResponseReturnValue:
    """The department's own stage: everybody on one page."""
    if not reach().covers(department_id=department_id):
        abort(404)
    return _stage(year, department_id, "department")


@bp.route(f"/ethics/{YEAR}/office/{PLACE}", methods=["GET", "POST"])
def office(year: int, department_id: int) -> ResponseReturnValue:
    """The office's stage for a department."""
    return _stage(year, department_id, "office")


@bp.route(f"/ethics/{YEAR}/mine", methods=["GET", "POST"])
def mine(year: int) -> ResponseReturnValue:
    """One's own assessment, with one's entries and computed score beside it."""
    me = queries.person(asker().staff_id or 0, year)
    before = me.done.by_stage.get(SELF) if me else None
    form = SelfForm(value=before.value if before else ZERO, comment=before.comment if before else "")
    status = carried_out(form, lambda: operations.self_assess(year, form.nonce.data, _said(form)))
    if status != 303:
        cycle = queries.cycle(year)
        return render_template("ethics/mine.html", form=form, year=year, me=me, cycle=cycle), status
    flash(gettext("自评已保存"))
    return redirect(url_for("ethics.mine", year=year), 303)


def _year() -> int:
    typed = request.args.get("year", "")
    known = queries.cycles()
    default = known[0].year if known else today().year
    return int(typed) if typed.isascii() and typed.isdigit() and 2000 <= int(typed) <= 2200 else default


def _progress(year: int) -> list[queries.Progress]:
    return [row for row in queries.progress(year) if reach().covers(department_id=row.department_id)]


def _overview(form: YearForm, year: int, status: int = 200) -> ResponseReturnValue:
    scheme = queries.scheme_of(year)
    page = {"rows": _progress(year), "stages": scheme.stages, "cycle": queries.cycle(year), "cycles": queries.cycles()}
    return render_template("ethics/index.html", form=form, year=year, running=today().year, **page), status


def _decided(form: YearForm, status: int, words: str) -> ResponseReturnValue:
    if status != 303:
        return _overview(form, form.year.data or today().year, status)
    flash(words)
    return redirect(url_for("ethics.index", year=form.year.data), 303)


def _stage(year: int, department_id: int, stage: str) -> ResponseReturnValue:
    place = departments.department(department_id) or abort(404)
    people = queries.people_in(department_id, year)[:MOST_PEOPLE]
    form = StageForm(data={"rows": [_row(one, stage) for one in people]})
    status = carried_out(form, lambda: operations.judge(year, stage, form.nonce.data, _judgements(form, people)))
    if status == 303:
        flash(gettext("评价已保存"))
        return redirect(url_for(f"ethics.{stage}", year=year, department_id=department_id), 303)
    levels = {level.key: level.name for level in queries.scheme_of(year).levels}
    page = {"form": form, "place": place, "people": {str(one.subject.id): one for one in people}, "levels": levels}
    scheme = queries.scheme_of(year)
    named = next((one for one in scheme.stages if one.key == stage), None) or abort(404)
    return render_template("ethics/stage.html", year=year, stage=named, cycle=queries.cycle(year), **page), status


def _row(one: queries.Person, stage: str) -> Mapping[str, Any]:
    mark = one.done.by_stage.get(stage)
    return {"person": one.subject.id, "value": mark.value if mark else ZERO, "comment": mark.comment if mark else ""}


def _said(row: Any) -> Judgement:
    return Judgement(row.value.data or ZERO, row.comment.data or "")


def _judgements(form: StageForm, people: list[queries.Person]) -> dict[int, Judgement]:
    """What was said about people of this page; oneself is left for somebody else to judge."""
    known = {str(one.subject.id): one.subject.id for one in people if one.subject.id != asker().staff_id}
    return {known[row.form.person.data]: _said(row.form) for row in form.rows if row.form.person.data in known}
