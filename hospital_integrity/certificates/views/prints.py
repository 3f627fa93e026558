"""Printing: choosing papers, the register of prints, the files, and to whom they were handed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.awards import queries as awards
from hospital_integrity.certificates import operations, pdf, queries, sheet
from hospital_integrity.certificates.forms import HandOverForm, PrintForm
from hospital_integrity.certificates.queries import Asked, Paper
from hospital_integrity.certificates.views.blueprint import KINDS, bp, pdf_answer
from hospital_integrity.certificates.views.bundle import bundle, draw_kept
from hospital_integrity.certificates.views.long import LONG
from hospital_integrity.clock import day_of, today
from hospital_integrity.deeds import XLSX, carried_out, handed_out
from hospital_integrity.departments.queries import departments_on
from hospital_integrity.hospital.queries import emblem_picture
from hospital_integrity.jobs import operations as jobs
from hospital_integrity.jobs.queries import job_by_nonce
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.rules.certificate import read
from hospital_integrity.rules.saying import Refused
from hospital_integrity.spreadsheet import MOST_TAKEN, CellProblem, SheetRefused

ID = "<int(max=2147483647):print_id>"
AT_ONCE = 50  # files of a zip that are drawn while somebody waits


@bp.route("/certificates/print", endpoint="print", methods=["GET", "POST"])
def print_papers() -> ResponseReturnValue:
    """Choose papers, enter the print into the register; its file is then handed out or made by a job."""
    form = _form()
    found: list[CellProblem] = []
    made: list[int] = []
    status = carried_out(form, lambda: made.append(_register(form, found)))
    if status != 303:
        return render_template("certificates/print.html", form=form, found=found), status
    return redirect(url_for("certificates.print_show", print_id=made[0]), 303)


@bp.get("/certificates/print/template")
def print_template() -> Response:
    """The list of whom to print for, to fill in."""
    name = gettext("打印名单模板") + ".xlsx"
    return send_file(BytesIO(sheet.list_template()), XLSX, as_attachment=True, download_name=name)


@bp.get("/certificates/prints")
def prints() -> str:
    """The printing register, newest first."""
    return render_template("certificates/prints.html", page=queries.prints(request.args.get("page", 1, int)))


@bp.post("/certificates/prints/export")
def export_prints() -> Response:
    """The register as a spreadsheet; taking it away is an event itself."""
    found = queries.prints(1, MOST_TAKEN)
    mark = note_taken("certificates.prints", len(found.items))
    return handed_out(sheet.prints_workbook(found, mark), "prints")


@bp.get(f"/certificates/prints/{ID}")
def print_show(print_id: int) -> str:
    """One print: its papers, its file, to whom it was handed."""
    return _page(print_id, HandOverForm(formdata=None, handed_on=today()))


@bp.get(f"/certificates/prints/{ID}/file")
def print_file(print_id: int) -> Response:
    """The file of a print: for whoever registered it, on that day; to print again is to register again."""
    row = queries.print_of(print_id)
    if row is None or row.printed_by != asker().account_id:
        abort(404)
    if day_of(row.printed_at) != today():
        raise Refused("文件只在登记当天可以下载；再打印请重新登记")
    papers = operations.still_printable(print_id)
    if row.shape == operations.ZIP:
        if queries.unfiled(print_id):
            raise Refused("文件还在后台生成，请稍候再来下载")
        return bundle(print_id)
    if len(papers) > LONG:
        raise Refused("超过 %(count)s 页的打印文件在后台生成，请到后台任务页下载", count=LONG)
    body = pdf.draw_many((read(one.says) for one in papers), emblem_picture, plain=row.shape == operations.PLAIN)
    return pdf_answer(body, f"certificates-{print_id}", "attachment")


@bp.post(f"/certificates/prints/{ID}/hand-over")
def hand_over(print_id: int) -> ResponseReturnValue:
    """Enter who took the papers."""
    form = HandOverForm()
    status = carried_out(
        form,
        lambda: operations.hand_over(print_id, form.handed_to.data, form.handed_on.data, form.handed_copies.data),
    )
    if status != 303:
        return _page(print_id, form), status
    flash(gettext("已登记移交"))
    return redirect(url_for("certificates.print_show", print_id=print_id), 303)


def _page(print_id: int, form: HandOverForm) -> str:
    row = queries.print_of(print_id) or abort(404)
    job = job_by_nonce(_nonce(print_id))
    left = row.papers * row.copies - sum(one.copies for one in row.handovers)
    if not form.is_submitted():
        form.handed_copies.data = left
    ready = (job is None and day_of(row.printed_at) == today()) or (
        row.shape == operations.ZIP and job is not None and job.state == "done"
    )
    return render_template(
        "certificates/print_show.html",
        row=row,
        papers=queries.printed_papers(print_id),
        form=form,
        job=job,
        left=left,
        ready=ready and day_of(row.printed_at) == today() and row.printed_by == asker().account_id,
    )


def _form() -> PrintForm:
    typed = request.args
    year, kind = typed.get("year", type=int), typed.get("kind", "")
    given = {"year": year, "kind": kind if kind in KINDS else None, "serial": typed.get("serial", "")[:40]}
    form = PrintForm(data=given)
    form.year.choices = [(one, str(one)) for one in awards.held_years()]
    form.kind.choices = list(KINDS.items())
    form.department_id.choices = [(one.id, f"{one.code} {one.name}") for one in departments_on(today())]
    return form


def _register(form: PrintForm, found: list[CellProblem]) -> int:
    asked = Asked(form.year.data or 0, form.kind.data or "", form.department_id.data or 0, form.serial.data or "")
    papers = queries.in_order(_listed(form, queries.papers_to_print(asked), found), form.sorting.data)
    told = operations.Told(
        form.shape.data, form.sorting.data, form.copies.data, form.purpose.data or "", _wanted(form, asked)
    )
    row = operations.register_print(papers, told, form.nonce.data)
    _make(row.id, row.shape, papers)
    return row.id


def _wanted(form: PrintForm, asked: Asked) -> dict[str, Any]:
    upload = {"list": form.file.data.name} if form.file.data else {}
    return {**{key: value for key, value in vars(asked).items() if value}, **upload}


def _listed(form: PrintForm, papers: list[Paper], found: list[CellProblem]) -> list[Paper]:
    if not form.file.data:
        return papers
    try:
        return sheet.papers_on_list(form.file.data.data, form.file.data.name, papers)
    except SheetRefused as refused:
        found.extend(refused.problems)
        raise


def _make(print_id: int, shape: str, papers: list[Paper]) -> None:
    """A long file is made by a job, a few single ones are drawn now, and few pages when they are asked for."""
    missing = set(queries.unfiled(print_id)) if shape == operations.ZIP else set()
    if len(missing) > AT_ONCE:
        jobs.ask("certificates.bundle", {"print": print_id}, _nonce(print_id), total=len(missing))
    elif shape != operations.ZIP and len(papers) > LONG:
        jobs.ask(
            "certificates.print",
            {"print": print_id, "plain": shape == operations.PLAIN},
            _nonce(print_id),
            total=len(papers),
        )
    for paper in papers if len(missing) <= AT_ONCE else ():
        if paper.certificate.id in missing:
            draw_kept(paper)


def _nonce(print_id: int) -> str:
    return f"certificates.print-{print_id}"
