"""Screens of imports, twice the same: template, upload, what it comes to, confirmation, the marked file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import operations, queries, sheet
from hospital_integrity.departments.forms import ConfirmDepartmentsForm, ConfirmStaffForm, UploadForm
from hospital_integrity.departments.models import RegisterImport
from hospital_integrity.departments.views.blueprint import ID, asked_number, bp
from hospital_integrity.departments.views.long import LONG
from hospital_integrity.forms import Upload, spoken
from hospital_integrity.jobs import operations as jobs
from hospital_integrity.jobs.operations import File
from hospital_integrity.rules.comparison import Comparison
from hospital_integrity.rules.saying import Refused
from hospital_integrity.spreadsheet import SheetRefused, marked_copy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_MISSING = 300
ORDER = ("new", "returned", "moved", "changed", "missing", "unchanged")


@dataclass(frozen=True)
class Kind:
    """One of the two lists: its names, its endpoints and what reads it."""

    key: str
    prefix: str
    template: Callable[[], bytes]
    keep: Callable[..., sheet.Listing]
    compare: Callable[[RegisterImport], Comparison[Any]]

    def address(self, room: str, **values: Any) -> str:
        """The address of one of its screens."""
        return url_for(f"departments.{self.prefix}{room}", **values)


DEPARTMENTS = Kind("departments", "", sheet.department_template, sheet.keep_departments, queries.compare_departments)
STAFF = Kind("staff", "staff_", sheet.staff_template, sheet.keep_staff, queries.compare_staff)


@bp.get("/departments/template")
def template() -> ResponseReturnValue:
    """The workbook to fill in."""
    return _download(sheet.department_template(), gettext("科室名单模板") + ".xlsx")


@bp.get("/staff/template")
def staff_template() -> ResponseReturnValue:
    """The workbook to fill in."""
    return _download(sheet.staff_template(), gettext("人员名册模板") + ".xlsx")


@bp.route("/departments/upload", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Choose a list of departments; nothing is written to the register."""
    return _upload(DEPARTMENTS)


@bp.route("/staff/upload", methods=["GET", "POST"])
def staff_upload() -> ResponseReturnValue:
    """Choose a roster; nothing is written to the register."""
    return _upload(STAFF)


@bp.route(f"/departments/imports/{ID}", methods=["GET", "POST"])
def preview(id: int) -> ResponseReturnValue:
    """What the list comes to; confirming applies it."""
    kept, form = _shown_before(id, DEPARTMENTS), ConfirmDepartmentsForm()
    status = carried_out(
        form, lambda: operations.apply_departments(id, form.seen.data or "", form.document_no.data or "")
    )
    return _shown(DEPARTMENTS, kept, form, status)


@bp.route(f"/staff/imports/{ID}", methods=["GET", "POST"])
def staff_preview(id: int) -> ResponseReturnValue:
    """What the roster comes to; confirming applies it."""
    kept, form = _shown_before(id, STAFF), ConfirmStaffForm()
    missing = queries.compare_staff(kept).of("missing")
    form.leaving.choices = [(step.known.id, f"{step.known.number} {step.known.name}") for step in missing]
    asked: list[int] = []
    status = carried_out(form, lambda: _apply_staff(kept, form, asked))
    if asked and status == 303:
        return redirect(url_for("jobs.show", id=asked[0]), 303)
    return _shown(STAFF, kept, form, status)


@bp.get(f"/departments/imports/{ID}/marked")
def marked(id: int) -> ResponseReturnValue:
    """The refused file with its bad cells marked."""
    return _marked(_own(id, DEPARTMENTS))


@bp.get(f"/staff/imports/{ID}/marked")
def staff_marked(id: int) -> ResponseReturnValue:
    """The refused file with its bad cells marked."""
    return _marked(_own(id, STAFF))


def _apply_staff(kept: RegisterImport, form: ConfirmStaffForm, asked: list[int]) -> None:
    if len(kept.rows) > LONG:
        asked.append(_ask_to_apply(kept, form))
        return
    operations.apply_staff(kept.id, form.seen.data or "", leaving=form.leaving.data, leave_on=form.leave_on.data)


def _ask_to_apply(kept: RegisterImport, form: ConfirmStaffForm) -> int:
    leave_on = form.leave_on.data and form.leave_on.data.isoformat()
    args = {"import": kept.id, "seen": form.seen.data or "", "leaving": form.leaving.data, "leave_on": leave_on}
    return jobs.ask("departments.staff_apply", args, form.nonce.data, total=len(kept.rows)).id


def _own(id: int, kind: Kind) -> RegisterImport:
    kept = queries.register_import(id, kind.key)
    if kept is None or kept.created_by != asker().account_id:
        abort(404)
    return kept


def _shown_before(id: int, kind: Kind) -> RegisterImport:
    kept = _own(id, kind)
    if kept.state == "dropped":
        abort(404)
    return kept


def _upload(kind: Kind) -> ResponseReturnValue:
    form = UploadForm(day=today())
    if not form.validate_on_submit():
        return _form_page(kind, form), 422 if form.is_submitted() else 200
    try:
        listing = kind.keep(form.file.data.data, form.file.data.name, form.day.data)
    except Refused as refused:
        db.session.rollback()
        if kind is STAFF and isinstance(refused, SheetRefused) and refused.too_long:
            return _read_later(form)
        return _refused(kind, form, refused), 422
    db.session.commit()
    if listing.hidden:
        flash(gettext("有 %(count)s 行是隐藏的，没有读取", count=listing.hidden), "warn")
    return redirect(kind.address("preview", id=listing.kept.id), 303)


def _read_later(form: UploadForm) -> ResponseReturnValue:
    given = File(form.file.data.name, "application/octet-stream", form.file.data.data)
    job = jobs.ask("departments.staff_read", {"day": form.day.data.isoformat()}, form.nonce.data, given, total=2).id
    db.session.commit()
    return redirect(url_for("jobs.show", id=job), 303)


def _refused(kind: Kind, form: UploadForm, refused: Refused) -> str:
    form.refuse(refused)
    found = refused.problems if isinstance(refused, SheetRefused) else ()
    marked = _keep_marked(kind, form.file.data, form, found) if found else None
    return _form_page(kind, form, found=found, marked=marked)


def _keep_marked(kind: Kind, file: Upload, form: UploadForm, problems: Any) -> int:
    copy = marked_copy(file.data, problems, file.name, speak=spoken)
    kept = operations.keep_refused(kind.key, file.name, form.day.data, copy)
    db.session.commit()
    return kept.id


def _form_page(kind: Kind, form: UploadForm, **more: Any) -> str:
    return render_template("departments/upload.html", kind=kind, form=form, **more)


def _shown(kind: Kind, kept: RegisterImport, form: Any, status: int) -> ResponseReturnValue:
    if status == 303:
        flash(gettext("已导入，变动都按日期登记"))
        return redirect(kind.address("list"), 303)
    if kept.state == "applied":
        return render_template("departments/imported.html", kind=kind, kept=kept), status
    return render_template(
        "departments/preview.html", kind=kind, kept=kept, form=form, **_told(kind, kept, form)
    ), status


def _told(kind: Kind, kept: RegisterImport, form: Any) -> dict[str, Any]:
    comparison = kind.compare(kept)
    form.seen.data = comparison.fingerprint()
    shown = request.args.get("show", "") or next(filter(comparison.of, ORDER), "new")
    return {
        "comparison": comparison,
        "shown": shown,
        "page": queries.slice_of(comparison.of(shown), asked_number("page")),
        "missing": comparison.of("missing"),
        "places": {place.id: place for place in queries.all_places()},
        "most": MOST_MISSING,
    }


def _marked(kept: RegisterImport) -> ResponseReturnValue:
    if not kept.marked:
        abort(404)
    stem = kept.filename.rpartition(".")[0] or kept.filename
    return _download(kept.marked, gettext("%(name)s（已标注）", name=stem) + ".xlsx")


def _download(data: bytes, name: str) -> ResponseReturnValue:
    return send_file(BytesIO(data), XLSX, as_attachment=True, download_name=name)
