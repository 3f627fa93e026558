"""Papers of a year: forms, counts and the report, at once or, where they are many, by a job."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hospital_integrity.access import reach, reach_at
from hospital_integrity.clock import today
from hospital_integrity.deeds import XLSX, carried_out
from hospital_integrity.departments.queries import departments_on
from hospital_integrity.ethics import pdf, sheet
from hospital_integrity.ethics.forms import PaperForm
from hospital_integrity.ethics.queries import papers as queries
from hospital_integrity.ethics.queries.papers import Wanted
from hospital_integrity.ethics.views.blueprint import YEAR, bp
from hospital_integrity.jobs import operations as jobs
from hospital_integrity.jobs.operations import File, Step, Verb, Work, never
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.paper.fonts import Undrawable
from hospital_integrity.rules.saying import Refused, Saying, say

LONG, NAMED = 100, 30
MARKED = "%(mark)s"
TYPES = {"pdf": "application/pdf", "xlsx": XLSX}


@bp.route(f"/ethics/{YEAR}/papers", methods=["GET", "POST"])
def papers(year: int) -> ResponseReturnValue:
    """Choose a paper; it is handed out, or made by a job when it is long."""
    form = PaperForm()
    places = [one for one in departments_on(today()) if reach().covers(department_id=one.id)]
    form.department_id.choices = [(one.id, f"{one.code} {one.name}") for one in places]
    made: list[Response] = []
    status = carried_out(form, lambda: made.append(_made(year, form)))
    if status == 303:
        return made[0]
    page = {"form": form, "year": year, "total": queries.how_many(_wanted(year, 0)), "long": LONG}
    return render_template("ethics/papers.html", **page), status


@bp.post(f"/ethics/{YEAR}/people/<int(max=2147483647):staff_id>/form")
def registration(year: int, staff_id: int) -> Response:
    """One person's form as a PDF: for the office, for the head, and for whom it is about."""
    found = queries.registrations(Wanted(year, None, staff_id))
    if not found or not reach().covers(department_id=queries.place_of(staff_id, year), staff_id=staff_id):
        abort(404)
    _refuse_undrawable(pdf.undrawable_texts(found))
    body = pdf.draw_registrations(found, queries.paper_day(year), found[0].hospital)
    note_taken("ethics.registration", 1, year=year, staff=staff_id)
    return _answer(File(f"ethics-{year}-{found[0].number}.pdf", TYPES["pdf"], body))


def _wanted(year: int, department_id: int) -> Wanted:
    return _narrowed(year, department_id, reach().everything, reach().departments)


def _narrowed(year: int, department_id: int, everything: bool, own: frozenset[int]) -> Wanted:
    if department_id:
        return Wanted(year, frozenset({department_id}) if everything else own & {department_id})
    return Wanted(year, None if everything else own)


def _made(year: int, form: PaperForm) -> Response:
    department_id = int(form.department_id.data or 0)
    wanted = _wanted(year, department_id)
    kind, shape = form.kind.data, form.shape.data
    count = queries.how_many(wanted)
    if not count:
        raise Refused("没有应参加考评的人，没有生成文件")
    mark = note_taken("ethics.papers", count, year=year, kind=kind, shape=shape)
    if kind == "registration" and count > LONG:
        args = {"year": year, "kind": kind, "shape": shape, "department": department_id, "mark": str(mark)}
        job = jobs.ask("ethics.papers", args, form.nonce.data, total=count)
        return redirect(url_for("jobs.show", id=job.id), 303)  # type: ignore[return-value]
    return _answer(MAKERS[kind](wanted, shape, mark, lambda forms: forms))


def _piece(work: Work) -> Step:
    """All forms in one file; reading and drawing write nothing, and the bar moves with each sheet."""
    args, far = work.args, reach_at("ethics.papers")
    wanted = _narrowed(args["year"], args["department"], far.everything, far.departments)
    mark = say(MARKED, mark=args["mark"])
    file = MAKERS[args["kind"]](wanted, args["shape"], mark, lambda forms: list(work.counted(forms)))
    return Step(work.total, work.total, say("考评表可以下载了"), files=(file,))


def _registrations(wanted: Wanted, shape: str, mark: Saying, told: Callable[[Any], Iterable[Any]]) -> File:
    found = queries.registrations(wanted)
    name = f"ethics-{wanted.year}-forms.{shape}"
    if shape == "xlsx":
        return File(name, XLSX, sheet.registrations_workbook(list(told(found)), mark))
    _refuse_undrawable(pdf.undrawable_texts(found))
    body = pdf.draw_registrations(told(found), queries.paper_day(wanted.year), found[0].hospital)
    return File(name, TYPES["pdf"], body)


def _departments(wanted: Wanted, shape: str, mark: Saying, _told: object) -> File:
    return _counts(wanted, shape, mark, names=True)


def _report(wanted: Wanted, shape: str, mark: Saying, _told: object) -> File:
    return _counts(wanted, shape, mark, names=False)


def _counts(wanted: Wanted, shape: str, mark: Saying, *, names: bool) -> File:
    found = queries.counted(wanted.year, wanted.departments)
    name = f"ethics-{wanted.year}-{'departments' if names else 'report'}.{shape}"
    if shape == "xlsx":
        return File(name, XLSX, sheet.summary_workbook(found, mark, names=names))
    _refuse_undrawable(pdf.undrawable_names(found))
    draw = pdf.draw_departments if names else pdf.draw_report
    return File(name, TYPES["pdf"], draw(found, queries.paper_day(wanted.year)))


MAKERS = {"registration": _registrations, "departments": _departments, "report": _report}


def _refuse_undrawable(problems: list[Undrawable]) -> None:
    if problems:
        names = "、".join(f"{one.text[:40]}（{one.saying}）" for one in problems[:NAMED])
        raise Refused("有 %(count)s 处文字无法打印，一份也没有生成：%(names)s", count=len(problems), names=names)


def _answer(file: File) -> Response:
    headers = {"Content-Disposition": f"attachment; filename={file.name}"}
    return Response(file.body, mimetype=file.mimetype, headers=headers)


VERBS = {"ethics.papers": Verb(say("生成医德考评表"), "ethics.papers", _piece, writes=never)}
