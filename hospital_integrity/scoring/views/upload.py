"""The sheet from Excel: template, upload with a full check, the marked file where it is refused."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, reach
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.forms import spoken
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.saying import Refused
from hospital_integrity.scoring import operations, queries
from hospital_integrity.scoring import sheet as sheets
from hospital_integrity.scoring.forms import FileForm
from hospital_integrity.scoring.queries import About
from hospital_integrity.scoring.views.blueprint import ID, bp
from hospital_integrity.spreadsheet import SheetRefused, marked_copy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/scoring/template")
def template() -> ResponseReturnValue:
    """The workbook to fill in."""
    data = sheets.template(edition_of(today().year), today())
    return send_file(BytesIO(data), XLSX, as_attachment=True, download_name=gettext("评分表模板") + ".xlsx")


@bp.route("/scoring/upload", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Read a filled-in sheet; it becomes a draft to look at and to submit, or comes back marked."""
    form = FileForm()
    if not form.validate_on_submit():
        return render_template("scoring/upload.html", form=form), 422 if form.is_submitted() else 200
    file = form.file.data
    try:
        read = sheets.read(file.data, file.name, edition_of(today().year), reach())
        draft = operations.keep(form.nonce.data, file.name, read.rows, About("file"), reach(), digest=read.digest)
    except Refused as refused:
        db.session.rollback()
        return _refused(form, refused), 422
    db.session.commit()
    if read.hidden:
        flash(gettext("有 %(count)s 行是隐藏的，没有读取", count=read.hidden), "warn")
    return redirect(url_for("scoring.review", id=draft.id), 303)


@bp.get(f"/scoring/uploads/{ID}/marked")
def marked(id: int) -> ResponseReturnValue:
    """The refused file with its bad cells marked."""
    kept = queries.sheet(id)
    if kept is None or kept.author_id != asker().account_id or not kept.marked:
        abort(404)
    name = gettext("%(name)s（已标注）", name=kept.title.rpartition(".")[0] or kept.title)
    return send_file(BytesIO(kept.marked), XLSX, as_attachment=True, download_name=f"{name}.xlsx")


def _refused(form: FileForm, refused: Refused) -> str:
    form.refuse(refused)
    problems: Any = refused.problems if isinstance(refused, SheetRefused) else ()
    kept = None
    if problems:
        copy = marked_copy(form.file.data.data, problems, form.file.data.name, speak=spoken)
        kept = operations.keep_refused(form.nonce.data, form.file.data.name, copy)
        db.session.commit()
    return render_template("scoring/upload.html", form=form, problems=problems, marked=kept and kept.id)
