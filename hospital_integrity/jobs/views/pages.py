"""Screens of jobs: the list, one job with its bar, cancelling, going on, its files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from flask import Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, may
from hospital_integrity.clock import now
from hospital_integrity.deeds import carried_out, handed_out
from hospital_integrity.jobs import operations, queries
from hospital_integrity.jobs.forms import ActForm
from hospital_integrity.jobs.models import Job
from hospital_integrity.jobs.sheet import jobs_workbook
from hospital_integrity.jobs.views.blueprint import ID, STATES, bp, job_or_404, owner
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.rules.saying import say

LONG_WAIT = timedelta(minutes=2)


@bp.get("/jobs", endpoint="list")
def index() -> str:
    """My jobs, or everybody's, newest first."""
    wanted = _wanted()
    page = queries.page_of(wanted, request.args.get("page", 1, int))
    tabs = [(say("全部"), url_for("jobs.list"), not wanted.state)]
    tabs += [(name, url_for("jobs.list", state=key), wanted.state == key) for key, (name, _) in STATES.items()]
    return render_template("jobs/list.html", page=page, wanted=wanted, states=tabs)


@bp.post("/jobs/export")
def export() -> Response:
    """The list as a spreadsheet; taking it away is an event itself."""
    wanted = _wanted()
    found = queries.all_of(wanted)
    mark = note_taken("jobs.list", len(found), state=wanted.state)
    return handed_out(jobs_workbook(found, STATES, mark), "jobs")


@bp.get(f"/jobs/{ID}")
def show(id: int) -> str:
    """One job: how far it is, and its fruit."""
    return _page(job_or_404(id), ActForm(formdata=None))


@bp.post(f"/jobs/{ID}/cancel")
def cancel(id: int) -> ResponseReturnValue:
    """Stop a job."""
    return _act(id, operations.cancel, gettext("已请求取消，做完手上的一步就停"))


@bp.post(f"/jobs/{ID}/resume")
def resume(id: int) -> ResponseReturnValue:
    """Go on with a job that stopped."""
    return _act(id, operations.resume, gettext("任务已重新排队，从停下的地方继续"))


@bp.get(f"/jobs/{ID}/files/<int(max=2147483647):file_id>")
def download(id: int, file_id: int) -> Response:
    """A file that a job of mine has made, while I still may do what made it."""
    job, file = job_or_404(id), queries.file_with_body(file_id)
    verb = queries.verb_of(job.kind)
    if file is None or file.job_id != job.id or verb is None or not may(verb.endpoint, "POST"):
        abort(404)
    return send_file(BytesIO(file.body), file.mimetype, as_attachment=True, download_name=file.name)


def _act(id: int, deed: Callable[[int], Job], words: str) -> ResponseReturnValue:
    job_or_404(id)
    form = ActForm()
    status = carried_out(form, lambda: deed(id))
    if status != 303:
        return _page(job_or_404(id), form), status
    flash(words)
    return redirect(url_for("jobs.show", id=id), 303)


def _page(job: Job, form: ActForm) -> str:
    mine = job.asked_by == asker().account_id
    place = job.result if mine and job.result and may(job.result["endpoint"]) else None
    files = [file for file in job.files if file.made] if mine else []
    alone = job.state == "waiting" and job.asked_at < now() - LONG_WAIT and queries.nobody_works(job.asked_at)
    return render_template("jobs/show.html", job=job, form=form, mine=mine, place=place, files=files, alone=alone)


def _wanted() -> queries.Wanted:
    state = request.args.get("state", "")
    return queries.Wanted(owner(), state if state in STATES else "")
