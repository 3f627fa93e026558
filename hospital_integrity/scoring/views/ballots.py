"""Marks of many raters from one file: template, upload with a full check, what it comes to, entering it."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, reach
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Sheet
from hospital_integrity.scoring import operations, queries
from hospital_integrity.scoring import sheet as sheets
from hospital_integrity.scoring.forms import DraftForm, FileForm
from hospital_integrity.scoring.models import ScoreSheet
from hospital_integrity.scoring.operations import Ballot
from hospital_integrity.scoring.queries import About
from hospital_integrity.scoring.views.blueprint import ID, bp
from hospital_integrity.scoring.views.marks import asked_year, chosen, mean_words
from hospital_integrity.scoring.views.upload import kept_upload, refused_upload, workbook

SHOWN = 200


@bp.get("/scoring/marks/template")
def marks_template() -> ResponseReturnValue:
    """The workbook to fill in, with all departments."""
    year, sheet = _asked()
    title = gettext("%(sheet)s %(year)s", sheet=sheet.name, year=year)
    places = departments.departments_on(queries.judged_on(year))
    return workbook(sheets.marks_template(title, sheet, places), title)


@bp.route("/scoring/marks/upload", methods=["GET", "POST"])
def marks_upload() -> ResponseReturnValue:
    """Read filled-in marks; they are kept to be looked at, or the file comes back marked."""
    (year, sheet), form = _asked(), FileForm()

    def page(form: FileForm, problems: Any = (), marked: int | None = None) -> str:
        words = {"year": year, "sheet": sheet, "problems": problems, "marked": marked}
        return render_template("scoring/marks_upload.html", form=form, **words)

    if not form.validate_on_submit():
        return page(form), 422 if form.is_submitted() else 200
    file, about = form.file.data, About("ballots", None, sheet.key, year)
    try:
        read = sheets.read_marks(file.data, file.name, year, sheet)
        draft = operations.keep_file(form.nonce.data, file.name, read.rows, about, reach(), read.digest)
    except Refused as refused:
        return refused_upload(form, refused, page, "")
    return kept_upload(draft, form.nonce.data, read.hidden, "scoring.ballots")


@bp.route(f"/scoring/marks/files/{ID}", methods=["GET", "POST"])
def ballots(id: int) -> ResponseReturnValue:
    """What a file of marks comes to; confirming enters it."""
    draft = queries.sheet(id)
    if draft is None or draft.kind != "ballots" or draft.author_id != asker().account_id or draft.year is None:
        abort(404)
    year, sheet, form = draft.year, queries.mark_sheets(draft.year)[draft.item], DraftForm(version=draft.version)
    version = draft.version
    given = [Ballot(rater, values) for rater, values in _by_rater(draft).items()]
    status = carried_out(form, lambda: operations.enter_ballots(id, form.version.data or 0, year, sheet, given))
    if status != 303:
        return _page(draft, sheet, form, version), status
    flash(gettext("评分已保存"))
    return redirect(url_for("scoring.marks", year=year, sheet=sheet.key), 303)


def _asked() -> tuple[int, Sheet]:
    year = asked_year()
    sheet = chosen(queries.mark_sheets(year))
    if sheet is None:
        abort(404)
    return year, sheet


def _by_rater(draft: ScoreSheet) -> dict[str, dict[int, Decimal | None]]:
    found: dict[str, dict[int, Decimal | None]] = defaultdict(dict)
    for row in draft.rows:
        found[row["rater"]][int(row["subject"])] = Decimal(row["value"])
    return found


def _page(draft: ScoreSheet, sheet: Sheet, form: DraftForm, version: int) -> str:
    given = _by_rater(draft)
    values = [Decimal(row["value"]) for row in draft.rows]
    figures = [
        (len(given), gettext("位评分人")),
        (len({row["subject"] for row in draft.rows}), gettext("个科室")),
        (mean_words(values), ""),
    ]
    places = departments.departments_by_id({int(row["subject"]) for row in draft.rows[:SHOWN]})
    names = queries.rater_names(given)
    page = {"draft": draft, "sheet": sheet, "version": version, "figures": figures, "names": names, "places": places}
    return render_template("scoring/ballots.html", form=form, shown=draft.rows[:SHOWN], **page)
