"""A score sheet of more rows than a request should wait for: read by one job, submitted by another.

Reading writes nothing until the last piece, which keeps the draft; submitting is a single piece. So a long sheet is
recorded whole or not at all, as a short one is.
"""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from hospital_integrity.access import reach_at
from hospital_integrity.db import db
from hospital_integrity.jobs import operations as jobs
from hospital_integrity.jobs.operations import File, Step, Verb, Work, returned
from hospital_integrity.rules.saying import Refused, say
from hospital_integrity.scoring import operations
from hospital_integrity.scoring import sheet as sheets
from hospital_integrity.scoring.forms import FileForm
from hospital_integrity.scoring.queries import About
from hospital_integrity.scoring.views.blueprint import items_to_enter
from hospital_integrity.spreadsheet import JOB, SheetRefused

LONG = 5_000


def read_later(form: FileForm, verb: str) -> ResponseReturnValue:
    """Have a long file read by a job, and lead to it."""
    given = File(form.file.data.name, "application/octet-stream", form.file.data.data)
    job = jobs.ask(verb, {"nonce": form.nonce.data}, form.nonce.data, given, total=2).id
    db.session.commit()
    return redirect(url_for("jobs.show", id=job), 303)


def submit_later(sheet_id: int, version: int, count: int, nonce: str) -> ResponseReturnValue:
    """Have a long draft submitted by a job, and lead to it."""
    args = {"sheet": sheet_id, "version": version}
    job = jobs.ask("scoring.submit", args, nonce, total=count).id
    db.session.commit()
    return redirect(url_for("jobs.show", id=job), 303)


def _read(work: Work) -> Step:
    given = work.given
    if given is None or not given.body:
        raise Refused("上传的文件已经清除，请重新上传")
    if work.done:
        return _kept(work, given.name)
    work.reached(0, 2)
    try:
        found = sheets.read(given.body, given.name, items_to_enter(), reach_at("scoring.upload"), JOB)
    except SheetRefused as refused:
        return returned(given, refused)
    work.kept = {"rows": found.rows, "digest": found.digest, "hidden": found.hidden}
    return Step(1, 2, say("已读取 %(count)s 行", count=len(found.rows)))


def _kept(work: Work, name: str) -> Step:
    rows, digest, nonce = work.kept["rows"], work.kept["digest"], work.args["nonce"]
    draft = operations.keep_file(nonce, name, rows, About("file"), reach_at("scoring.upload"), digest)
    hidden = work.kept["hidden"]
    words = say("已读取 %(count)s 行，请核对后提交；隐藏的 %(hidden)s 行没有读取", count=len(rows), hidden=hidden)
    return Step(2, 2, words, ("scoring.review", {"id": draft.id}))


def _submit(work: Work) -> Step:
    operations.submit(work.args["sheet"], work.args["version"], None, reach_at("scoring.submit"))
    total = work.total or 1
    return Step(total, total, say("已提交，全部写入台账"), ("scoring.review", {"id": work.args["sheet"]}))


VERBS = {
    "scoring.read": Verb(say("读取评分表"), "scoring.upload", _read, writes=lambda work: work.done > 0),
    "scoring.submit": Verb(say("提交评分表"), "scoring.submit", _submit),
}
