"""Screens of past years from papers: template, upload, what it comes to, confirmation by another person."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.awards import operations, queries
from hospital_integrity.awards.forms import DropForm, HistoryConfirmForm, HistoryForm
from hospital_integrity.awards.models import HistoryImport
from hospital_integrity.awards.sheet import keep_past, past_template
from hospital_integrity.awards.views.blueprint import XLSX, bp
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments.queries import slice_of
from hospital_integrity.forms import spoken
from hospital_integrity.rules.past_stars import as_result
from hospital_integrity.rules.saying import Refused
from hospital_integrity.spreadsheet import SheetRefused, marked_copy

ID = "<int(max=2147483647):import_id>"


@bp.get("/awards/history")
def history() -> str:
    """The files of past results, with what became of each."""
    return render_template("awards/history.html", found=queries.history_imports())


@bp.get("/awards/history/template")
def history_template() -> ResponseReturnValue:
    """The workbook to fill in."""
    return _download(past_template(), gettext("历年星级模板") + ".xlsx")


@bp.route("/awards/history/upload", methods=["GET", "POST"])
def history_upload() -> ResponseReturnValue:
    """Read a file of past results; it waits for another person, or comes back marked."""
    form = HistoryForm()
    if not form.validate_on_submit():
        return render_template("awards/history_upload.html", form=form), 422 if form.is_submitted() else 200
    file = form.file.data
    try:
        listing = keep_past(file.data, file.name, form.nonce.data, today())
    except Refused as refused:
        db.session.rollback()
        return _refused(form, refused), 422
    db.session.commit()
    if listing.hidden:
        flash(gettext("有 %(count)s 行是隐藏的，没有读取", count=listing.hidden), "warn")
    return redirect(url_for("awards.history_show", import_id=listing.kept.id), 303)


@bp.get("/awards/history/refused/<int(max=2147483647):refusal_id>")
def history_marked(refusal_id: int) -> ResponseReturnValue:
    """The refused file with its bad cells marked."""
    kept = queries.history_refusal(refusal_id)
    if kept is None or kept.account_id != asker().account_id or not kept.marked:
        abort(404)
    stem = kept.filename.rpartition(".")[0] or kept.filename
    return _download(kept.marked, gettext("%(name)s（已标注）", name=stem) + ".xlsx")


@bp.get(f"/awards/history/{ID}")
def history_show(import_id: int) -> str:
    """What a file comes to, row by row."""
    return _page(import_id, HistoryConfirmForm())


@bp.post(f"/awards/history/{ID}/confirm")
def history_confirm(import_id: int) -> ResponseReturnValue:
    """Make a file count."""
    form = HistoryConfirmForm()
    _kept(import_id)
    status = carried_out(form, lambda: operations.confirm_history(import_id))
    if status != 303:
        return _page(import_id, form), status
    flash(gettext("历年星级已导入，处处标明“导入”"))
    return redirect(url_for("awards.history"), 303)


@bp.post(f"/awards/history/{ID}/drop")
def history_drop(import_id: int) -> ResponseReturnValue:
    """Say that a file will not be taken over."""
    form = DropForm()
    _kept(import_id)
    status = carried_out(form, lambda: operations.drop_history(import_id))
    if status != 303:
        return _page(import_id, HistoryConfirmForm(formdata=None), form), status
    flash(gettext("这次导入已作废"))
    return redirect(url_for("awards.history"), 303)


def _kept(import_id: int) -> HistoryImport:
    return queries.history_import(import_id) or abort(404)


def _page(import_id: int, form: Any, dropping: Any = None) -> str:
    kept = _kept(import_id)
    listed = [as_result(row) for row in kept.rows]
    known = {
        (kind, found.subject_id, found.year): found.stars
        for kind in {one.subject_kind for one in listed}
        for found in queries.imported(kind)
    }
    keys = {one.row: (one.subject_kind, one.subject_id, one.year) for one in listed}
    replaced = {row: known[key] for row, key in keys.items() if key in known}
    return render_template(
        "awards/history_show.html",
        kept=kept,
        decision=queries.history_decision(import_id),
        page=slice_of(listed, request.args.get("page", 1, int) or 1),
        years=sorted({one.year for one in listed}),
        subjects=len({(one.subject_kind, one.subject_id) for one in listed}),
        replaced=replaced,
        mine=kept.imported_by is not None and kept.imported_by == asker().account_id,
        form=form,
        dropping=dropping or DropForm(formdata=None),
    )


def _refused(form: HistoryForm, refused: Refused) -> str:
    form.refuse(refused)
    found: Any = refused.problems if isinstance(refused, SheetRefused) else ()
    kept = None
    if found:
        file = form.file.data
        copy = marked_copy(file.data, found, file.name, speak=spoken)
        kept = operations.keep_refused_history(file.name, copy)
        db.session.commit()
    return render_template("awards/history_upload.html", form=form, found=found, marked=kept and kept.id)


def _download(data: bytes, name: str) -> ResponseReturnValue:
    return send_file(BytesIO(data), XLSX, as_attachment=True, download_name=name)
