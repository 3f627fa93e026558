"""The sheet on screen: choose a department, fill rows in, keep them as a draft, submit them all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import spoken
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.edition import Edition
from hospital_integrity.scoring import operations, queries
from hospital_integrity.scoring.forms import MOST_ROWS, DepartmentForm, DraftForm, SheetForm
from hospital_integrity.scoring.models import ScoreSheet
from hospital_integrity.scoring.views.blueprint import ID, bp, item_choices, own_draft, place_choices

BLANK_ROWS = 6


@bp.get("/scoring")
def index() -> str:
    """My drafts, and the ways to enter scores."""
    form = DepartmentForm(formdata=None)
    form.department.choices = place_choices()
    return render_template("scoring/index.html", form=form, drafts=queries.open_sheets(asker().account_id))


@bp.route("/scoring/sheets/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new sheet for one department."""
    place = _place(request.args.get("department", ""))
    form = _form(edition_of(today().year), {"rows": _blank(BLANK_ROWS)})
    return _answer(form, place, None, lambda: _keep(form, place))


@bp.route(f"/scoring/sheets/{ID}", methods=["GET", "POST"])
def edit(id: int) -> ResponseReturnValue:
    """A draft, to go on with or to submit."""
    draft = own_draft(id)
    if draft.state == "submitted" or len(draft.rows) > MOST_ROWS - BLANK_ROWS or draft.department_id is None:
        return redirect(url_for("scoring.review", id=id), 303)
    place = departments.department(draft.department_id)
    rows = [*draft.rows, *_blank(BLANK_ROWS // 2)]
    form = _form(edition_of(today().year), {"rows": rows, "version": str(draft.version)})
    return _answer(form, place, draft, lambda: _change(form, draft))


@bp.get(f"/scoring/sheets/{ID}/review")
def review(id: int) -> ResponseReturnValue:
    """The rows of a sheet as they will be, or were, submitted."""
    draft = own_draft(id)
    form = DraftForm(formdata=None, version=draft.version)
    names = {item.key: item.name for item in edition_of(today().year).items.values()}
    return render_template("scoring/review.html", draft=draft, form=form, names=names, shown=draft.rows[:200])


@bp.post(f"/scoring/sheets/{ID}/submit")
def submit(id: int) -> ResponseReturnValue:
    """Submit a draft as it stands."""
    draft, form = own_draft(id), DraftForm()
    status = carried_out(form, lambda: operations.submit(id, form.version.data or 0, None, reach()))
    if status != 303:
        return render_template("scoring/review.html", draft=draft, form=form, names={}, shown=draft.rows[:200]), status
    flash(gettext("已提交，全部写入台账"))
    return redirect(url_for("scoring.review", id=id), 303)


@bp.post(f"/scoring/sheets/{ID}/drop")
def drop(id: int) -> ResponseReturnValue:
    """Put a draft away."""
    own_draft(id)
    form = DraftForm()
    status = carried_out(form, lambda: operations.drop(id, form.version.data or 0))
    flash(
        gettext("草稿已作废") if status == 303 else gettext("草稿已经变化，请刷新后再试"),
        "" if status == 303 else "warn",
    )
    return redirect(url_for("scoring.index"), 303)


def _place(typed: str) -> Any:
    place = departments.department(int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
    if place is None or not reach().covers(department_id=place.id):
        abort(404)
    return place


def _blank(count: int) -> list[dict[str, str]]:
    return [{"day": today().isoformat(), "times": "1"} for _ in range(count)]


def _form(edition: Edition, data: Mapping[str, Any]) -> SheetForm:
    form = SheetForm(data=data)
    for row in form.rows:
        row.form.item.choices = item_choices(edition.items.values())
    return form


def _answer(form: SheetForm, place: Any, draft: ScoreSheet | None, deed: Any) -> ResponseReturnValue:
    done: list[ScoreSheet] = []
    status = carried_out(form, lambda: done.append(_shown_where_bad(form, deed)))
    if status != 303:
        return render_template("scoring/sheet.html", form=form, place=place, draft=draft), status
    flash(gettext("已提交，全部写入台账") if done[0].state == "submitted" else gettext("草稿已保存"))
    return redirect(url_for("scoring.review" if done[0].state == "submitted" else "scoring.edit", id=done[0].id), 303)


def _shown_where_bad(form: SheetForm, deed: Any) -> ScoreSheet:
    try:
        sheet: ScoreSheet = deed()
    except operations.BadRows as bad:
        for cell in bad.cells:
            row = form.rows[_place_of(form, cell.row)].form
            field = getattr(row, cell.key if cell.key in row else "number")
            field.errors = [
                *field.errors,
                gettext("%(field)s：%(problem)s", field=field.label.text, problem=spoken(cell.saying)),
            ]
        raise
    return sheet


def _place_of(form: SheetForm, number: int) -> int:
    """Where on the screen a kept row stands: blank rows are not kept."""
    kept = [place for place, row in enumerate(form.rows) if operations.rows_worth_keeping([row.form.data])]
    return kept[number]


def _rows(form: SheetForm, place: Any) -> list[dict[str, str]]:
    rows = operations.rows_worth_keeping([row.form.data for row in form.rows])
    return [{**row, "department": place.code if place and not row["number"] else ""} for row in rows]


def _keep(form: SheetForm, place: Any) -> ScoreSheet:
    title = gettext("%(department)s 评分表", department=place.name)
    if "submit" in request.form:
        return operations.submit_new(form.nonce.data, title, _rows(form, place), place.id, reach())
    return operations.keep(form.nonce.data, title, _rows(form, place), place.id)


def _change(form: SheetForm, draft: ScoreSheet) -> ScoreSheet:
    place = departments.department(draft.department_id or 0)
    version = int(form.version.data) if (form.version.data or "").isdecimal() else 0
    if "submit" in request.form:
        operations.submit(draft.id, version, _rows(form, place), reach())
        return draft
    return operations.change(draft.id, version, _rows(form, place))
