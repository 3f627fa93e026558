"""The sheet on screen: choose what it is about, fill its lines in, keep it as a draft, submit it whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import spoken
from hospital_integrity.rules.recording import is_personal
from hospital_integrity.rules.scoresheet import Row
from hospital_integrity.scoring import operations, queries
from hospital_integrity.scoring.forms import (
    MOST_ROWS,
    DepartmentForm,
    DraftForm,
    ItemForm,
    MarksForm,
    PeopleForm,
    SheetForm,
)
from hospital_integrity.scoring.models import ScoreSheet
from hospital_integrity.scoring.queries import About
from hospital_integrity.scoring.views import sums
from hospital_integrity.scoring.views.blueprint import (
    ID,
    asked_about,
    bp,
    item_choices,
    items_to_enter,
    marks_address,
    open_draft,
    place_choices,
    title_of,
)
from hospital_integrity.scoring.views.lines import Line, laid_out


@bp.get("/scoring")
def index() -> str:
    """Drafts, and the ways to enter scores."""
    own, mine = queries.open_sheets(asker().account_id), asker().account_id
    others = [one for one in queries.open_sheets() if one.author_id != mine] if reach().everything else []
    to_rate = queries.sheets_to_rate(asker(), today().year)
    return render_template("scoring/index.html", drafts=own, others=others, to_rate=to_rate, **_choosers())


def _choosers() -> dict[str, Any]:
    place, item, people = DepartmentForm(formdata=None), ItemForm(formdata=None), PeopleForm(formdata=None)
    items = items_to_enter()
    place.department.choices = people.department.choices = place_choices()
    item.item.choices = item_choices(one for one in items if not is_personal(one))
    people.item.choices = item_choices(one for one in items if is_personal(one))
    return {"form": place, "item_form": item, "people_form": people, "drop_form": DraftForm(formdata=None)}


@bp.route("/scoring/sheets/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new sheet; whoever has a draft about the same goes on with that."""
    about = asked_about()
    draft = queries.own_draft_about(asker().account_id, about) if request.method == "GET" else None
    if draft is not None:
        flash(gettext("接着填上次没有提交的草稿（第 %(id)s 号）", id=draft.id))
        return redirect(url_for("scoring.edit", id=draft.id), 303)
    return _answer(about, None, [], lambda form: _keep(form, about))


@bp.route(f"/scoring/sheets/{ID}", methods=["GET", "POST"])
def edit(id: int) -> ResponseReturnValue:
    """A draft, to go on with or to submit."""
    draft = open_draft(id)
    about = About(draft.kind, draft.department_id, draft.item, draft.year)
    if draft.state == "submitted" or len(draft.rows) > MOST_ROWS // 2 or draft.kind in ("file", "ballots"):
        return redirect(url_for("scoring.review", id=id), 303)
    if draft.kind == "marks":
        return redirect(marks_address(draft), 303)
    return _answer(about, draft, draft.rows, lambda form: _change(form, draft))


def sheet_form(laid: Sequence[tuple[Line, Row]] = (), version: int = 1) -> SheetForm:
    """The form of a sheet: as it was sent, or with these rows."""
    form = SheetForm(data={"rows": [row for _, row in laid], "version": str(version)})
    choices = item_choices(items_to_enter())
    for row in form.rows:
        row.form.item.choices = choices
    return form


def _lines_as_sent(about: About, form: SheetForm) -> list[Line]:
    """The lines of what was sent, in its order: a preset line for the first row that it fits."""
    free = {tuple(line.preset.items()): line for line, _ in laid_out(about, []) if line.preset}
    found = []
    for row in form.rows:
        typed = {key: value or "" for key, value in row.form.data.items()}
        preset = next((key for key in free if all(typed.get(name) == value for name, value in key)), None)
        found.append(free.pop(preset) if preset is not None else Line())
    return found


def typed_rows(form: SheetForm, about: About) -> list[tuple[Any, dict[str, str]]]:
    """The rows that aren't blank, each with the form row that it came from."""
    place = departments.department(about.department_id) if about.department_id else None
    found, seen = [], {None, ""}
    for entry in form.rows:
        again = about.kind == "items" and entry.form.data["item"] in seen  # a line of its own, not one set beforehand
        seen.add(entry.form.data["item"])
        for row in operations.rows_worth_keeping([entry.form.data], "free" if again else about.kind):
            home = row["department"] or (place.code if place and not row["number"] else "")
            found.append((entry, {**row, "department": "" if row["number"] else home}))
    return found


def sent_version(form: SheetForm | MarksForm) -> int:
    """The version of the draft that the sheet was typed on top of."""
    typed = form.version.data or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _answer(about: About, draft: ScoreSheet | None, rows: Sequence[Row], deed: Callable[[Any], Any]) -> Any:
    laid = laid_out(about, rows) if request.method == "GET" else []
    form = sheet_form(laid, draft.version if draft else 1)
    done: list[ScoreSheet] = []
    status = carried_out(form, lambda: done.append(_shown_where_bad(form, about, deed)))
    if status != 303:
        lines = [line for line, _ in laid] or _lines_as_sent(about, form)
        return render_template("scoring/sheet.html", **_page(form, lines, about, draft)), status
    flash(gettext("已提交，全部写入台账") if done[0].state == "submitted" else gettext("草稿已保存"))
    return redirect(url_for("scoring.review" if done[0].state == "submitted" else "scoring.edit", id=done[0].id), 303)


def _page(form: SheetForm, lines: list[Line], about: About, draft: ScoreSheet | None) -> dict[str, Any]:
    typed = typed_rows(form, about)
    told = sums.told([row for _, row in typed])
    worths = {entry.name: line["worth"] for (entry, _), line in zip(typed, told["lines"], strict=True)}
    query = {"kind": about.kind, "department": about.department_id, "item": about.item or None}
    return {
        "form": form,
        "lines": lines,
        "about": about,
        "draft": draft,
        "title": title_of(about),
        "worths": worths,
        "total": told["total"],
        "count": told["count"],
        "query": {key: value for key, value in query.items() if value},
        "personal": any("number" in line.asked for line in lines),
        "asked": frozenset().union(*(line.asked for line in lines)) if lines else frozenset(),
    }


def _shown_where_bad(form: SheetForm, about: About, deed: Callable[[Any], Any]) -> ScoreSheet:
    try:
        sheet: ScoreSheet = deed(form)
    except operations.BadRows as bad:
        typed = typed_rows(form, about)
        for cell in bad.cells:
            row = typed[cell.row][0].form
            field = getattr(row, cell.key if cell.key in row else "number")
            words = gettext("%(field)s：%(problem)s", field=field.label.text, problem=spoken(cell.saying))
            field.errors = [*field.errors, words]
        raise
    return sheet


def _keep(form: SheetForm, about: About) -> ScoreSheet:
    rows, title = [row for _, row in typed_rows(form, about)], title_of(about)
    deed = operations.submit_new if "submit" in request.form else operations.keep
    return deed(form.nonce.data, title, rows, about, reach(), sent_version(form))


def _change(form: SheetForm, draft: ScoreSheet) -> ScoreSheet:
    rows = [row for _, row in typed_rows(form, About(draft.kind, draft.department_id, draft.item))]
    if "submit" in request.form:
        operations.submit(draft.id, sent_version(form), rows, reach())
        return draft
    return operations.change(draft.id, sent_version(form), rows, reach())
