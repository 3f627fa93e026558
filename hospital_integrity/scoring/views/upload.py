"""The sheet from Excel: template, upload with a full check, the marked file where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, reach
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import spoken
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.saying import Refused
from hospital_integrity.scoring import operations, queries
from hospital_integrity.scoring import sheet as sheets
from hospital_integrity.scoring.forms import FileForm
from hospital_integrity.scoring.queries import About
from hospital_integrity.scoring.views.blueprint import ID, asked_about, bp, items_to_enter, title_of
from hospital_integrity.scoring.views.lines import lines_of
from hospital_integrity.scoring.views.long import read_later
from hospital_integrity.spreadsheet import SheetRefused, marked_copy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/scoring/template")
def template() -> ResponseReturnValue:
    """The workbook to fill in: empty, or with all departments or people of one item in it."""
    if request.args.get("kind") in ("places", "people"):
        return _filled(asked_about())
    places = [place.name for place in departments.departments_on(today())]
    data = sheets.template(gettext("评分表 %(title)s", title=edition_of(today().year).title), items_to_enter(), places)
    return workbook(data, gettext("评分表模板"))


def _filled(about: About) -> ResponseReturnValue:
    item = edition_of(today().year).items[about.item]
    lines = [
        {
            "item": f"{item.key} {item.name}"[:120],
            "day": today(),
            **({"code": one.detail, "department": one.name} if about.kind == "places" else {}),
            **({"number": one.detail, "name": one.name} if about.kind == "people" else {}),
        }
        for one in lines_of(about)
    ]
    return workbook(sheets.filled_template(title_of(about), item, lines), title_of(about))


def workbook(data: bytes, name: str) -> ResponseReturnValue:
    """A workbook as a download."""
    return send_file(BytesIO(data), XLSX, as_attachment=True, download_name=f"{name}.xlsx")


@bp.route("/scoring/upload", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Read a filled-in sheet; it becomes a draft to look at and to submit, or comes back marked."""
    form = FileForm()
    if not form.validate_on_submit():
        return upload_page(form), 422 if form.is_submitted() else 200
    file = form.file.data
    try:
        read = sheets.read(file.data, file.name, items_to_enter(), reach())
        nonce = form.nonce.data
        draft = operations.keep_file(nonce, file.name, read.rows, About("file"), reach(), read.digest)
    except Refused as refused:
        return refused_upload(form, refused, upload_page, "scoring.read")
    return kept_upload(draft, form.nonce.data, read.hidden, "scoring.review")


def kept_upload(draft: Any, nonce: str, hidden: int, page: str) -> ResponseReturnValue:
    """Commit, say what should be said, and lead to the preview."""
    db.session.commit()
    if draft.nonce != nonce:
        flash(gettext("这个文件已经上传过，这是上次的草稿"), "warn")
    if hidden:
        flash(gettext("有 %(count)s 行是隐藏的，没有读取", count=hidden), "warn")
    return redirect(url_for(page, id=draft.id), 303)


def refused_upload(form: FileForm, refused: Refused, page: Callable[..., str], verb: str) -> ResponseReturnValue:
    """The page again with every problem and the marked file; a file that is only too long is read by a job."""
    db.session.rollback()
    if isinstance(refused, SheetRefused) and refused.too_long and verb:
        return read_later(form, verb)
    form.refuse(refused)
    problems: Any = refused.problems if isinstance(refused, SheetRefused) else ()
    kept = None
    if problems:
        copy = marked_copy(form.file.data.data, problems, form.file.data.name, speak=spoken)
        kept = operations.keep_refused(form.nonce.data, form.file.data.name, copy)
        db.session.commit()
    return page(form, problems, kept and kept.id), 422


def upload_page(form: FileForm, problems: Any = (), marked: int | None = None) -> str:
    """The page on which a file is chosen."""
    return render_template("scoring/upload.html", form=form, problems=problems, marked=marked)


@bp.get(f"/scoring/uploads/{ID}/marked")
def marked(id: int) -> ResponseReturnValue:
    """The refused file with its bad cells marked."""
    kept = queries.sheet(id)
    if kept is None or kept.author_id != asker().account_id or not kept.marked:
        abort(404)
    return workbook(kept.marked, gettext("%(name)s（已标注）", name=kept.title.rpartition(".")[0] or kept.title))
