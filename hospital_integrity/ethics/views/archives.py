"""The open archive of a closed year: asked for here, made by a job, its hash noted in the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from tempfile import TemporaryFile

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hospital_integrity.awards.queries import held_years
from hospital_integrity.deeds import carried_out
from hospital_integrity.ethics import pdf
from hospital_integrity.ethics.forms import YearForm
from hospital_integrity.ethics.queries.archive import Year, archived
from hospital_integrity.ethics.sheet import write_archive
from hospital_integrity.ethics.views.blueprint import bp
from hospital_integrity.jobs import operations as jobs
from hospital_integrity.jobs.operations import File, Step, Verb, Work
from hospital_integrity.journal.operations import note
from hospital_integrity.rules import archive
from hospital_integrity.rules.saying import say


@bp.route("/ethics/archive", methods=["GET", "POST"], endpoint="archive")
def archive_year() -> ResponseReturnValue:
    """The closed years, each with a button that has it archived."""
    form = YearForm()
    asked: list[int] = []
    status = carried_out(form, lambda: asked.append(_ask(form)))
    if status == 303:
        return redirect(url_for("jobs.show", id=asked[0]), 303)
    return render_template("ethics/archive.html", form=form, years=held_years()), status


def _ask(form: YearForm) -> int:
    year = archived(form.year.data or 0).decision.year
    job = jobs.ask("ethics.archive", {"year": year}, form.nonce.data, total=2)
    return int(job.id)


def _piece(work: Work) -> Step:
    """First the file, which takes long and writes nothing; then the event with its hash."""
    year = archived(work.args["year"])
    if not work.done:
        body = _packed(work, year)
        work.kept["sha256"] = hashlib.sha256(body).hexdigest()
        name = f"archive-{year.decision.year}-{year.decision.round}.zip"
        return Step(1, 2, files=(File(name, "application/zip", body),))
    sha256 = work.kept["sha256"]
    note("ethics.archived", [("closings", year.closing.id)], year=year.decision.year, sha256=sha256)
    return Step(2, 2, say("档案可以下载了，整包校验值 %(sha256)s", sha256=sha256))


def _packed(work: Work, year: Year) -> bytes:
    with TemporaryFile() as target:
        write_archive(target, year, summaries(year), lambda: work.reached(work.within))
        target.seek(0)
        return target.read()


def summaries(year: Year) -> Iterator[tuple[str, bytes]]:
    """The printed summaries that lie in the archive."""
    found, day = year.summary, year.closing.decided_on
    empty = pdf.draw_nothing(year.hospital, day)
    yield archive.DEPARTMENTS, pdf.draw_departments(found, day) if found else empty
    yield archive.REPORT, pdf.draw_report(found, day) if found else empty


VERBS = {
    "ethics.archive": Verb(say("制作年度档案"), "ethics.archive", _piece, writes=lambda work: work.done > 0),
}
