"""Many papers at once as a job: issuing them, and the printer's file."""

from __future__ import annotations

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from hospital_integrity.awards import queries as awards
from hospital_integrity.certificates import operations, pdf, queries
from hospital_integrity.certificates.forms import PrintForm
from hospital_integrity.certificates.views.blueprint import bp
from hospital_integrity.db import db
from hospital_integrity.jobs import operations as jobs
from hospital_integrity.jobs.operations import File, Step, Verb, Work, never
from hospital_integrity.rules.certificate import Words, read
from hospital_integrity.rules.saying import Refused, say

LONG = 500
NAMED = 20


@bp.post("/certificates/print/<int(max=9999):year>/<any(department,grid,staff):kind>")
def print_all(year: int, kind: str) -> ResponseReturnValue:
    """Have the printer's file of a year and kind made."""
    closing, form = awards.closing_of(year), PrintForm()
    count = len(queries.valid_papers(closing.id, kind)) if closing else 0
    if closing is None or not count or not form.validate():
        abort(404)
    args = {"closing": closing.id, "kind": kind, "year": year}
    job = jobs.ask("certificates.print", args, form.nonce.data, total=count).id
    db.session.commit()
    return redirect(url_for("jobs.show", id=job), 303)


def _issue(work: Work) -> Step:
    """First every paper is checked, which takes long and writes nothing; then all are issued in one piece, or none."""
    wanted, count = work.args["awards"], len(work.args["awards"])
    if not work.done:
        _rehearse(work, wanted)
        return Step(count, count + 1, say("已核对 %(count)s 份，可以打印", count=count))
    first, *_ = operations.issue(wanted, _checked_once())
    place = ("certificates.list", {"year": first.year, "kind": first.kind})
    return Step(count + 1, count + 1, say("已签发 %(count)s 份证书", count=count), place)


def _rehearse(work: Work, wanted: list[int]) -> None:
    def check(words: Words) -> None:
        work.reached(work.within + 1, len(wanted) + 1)
        pdf.check(words)

    try:
        operations.rehearse(wanted, check)
    except operations.Undrawable as undrawable:
        names = "、".join(name for name, _ in undrawable.problems[:NAMED])
        raise Refused(
            "有 %(count)s 份证书无法打印，一份也没有签发：%(names)s", count=len(undrawable.problems), names=names
        ) from None


def _checked_once() -> operations.Check:
    # Awards are frozen; only the hospital's words, the same on every paper, can have changed since the rehearsal.
    waiting = [pdf.check]
    return lambda words: waiting.pop()(words) if waiting else None


def _print(work: Work) -> Step:
    papers = queries.valid_papers(work.args["closing"], work.args["kind"])
    if not papers:
        raise Refused("没有有效的证书可以打印")
    work.reached(0, len(papers))
    body = pdf.draw_many(work.counted(read(paper.says) for paper in papers))
    name = f"certificates-{work.args['year']}-{work.args['kind']}.pdf"
    return Step(len(papers), len(papers), files=(File(name, "application/pdf", body),))


VERBS = {
    "certificates.issue": Verb(say("签发证书"), "certificates.issue", _issue, writes=lambda work: work.done > 0),
    "certificates.print": Verb(say("生成证书打印文件"), "certificates.print_all", _print, writes=never),
}
