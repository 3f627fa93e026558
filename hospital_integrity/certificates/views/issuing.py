"""Choosing who gets a paper and issuing all of them, or none."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.awards import queries as awards
from hospital_integrity.certificates import operations, pdf, queries
from hospital_integrity.certificates.forms import IssueForm
from hospital_integrity.certificates.views.blueprint import bp, named
from hospital_integrity.certificates.views.long import LONG
from hospital_integrity.deeds import carried_out
from hospital_integrity.jobs import operations as jobs


@bp.route(
    "/certificates/issue/<int(max=9999):year>/<any(department,grid,outstanding,staff):kind>", methods=["GET", "POST"]
)
def issue(year: int, kind: str) -> ResponseReturnValue:
    """Who has no paper yet; issue for all who are chosen."""
    closing = awards.closing_of(year)
    if closing is None:
        abort(404)
    missing = queries.issuable(closing, kind)
    form = IssueForm(awards=[one.id for one in missing])
    form.awards.choices = [(one.id, _label(kind, one)) for one in missing]
    asked: list[int] = []
    status = carried_out(form, lambda: _issue(kind, form, asked))
    if status != 303:
        page = render_template("certificates/issue.html", form=form, closing=closing, kind=kind, missing=missing)
        return page, status
    if asked:
        return redirect(url_for("jobs.show", id=asked[0]), 303)
    flash(gettext("已签发 %(count)s 份证书", count=len(form.awards.data)))
    return redirect(url_for("certificates.list", year=year, kind=kind), 303)


def _label(kind: str, award: awards.Award) -> str:
    return award.name if kind == "department" else f"{award.name}（{award.department_name}）"


def _issue(kind: str, form: IssueForm, asked: list[int]) -> None:
    if len(form.awards.data) > LONG:
        args = {"awards": form.awards.data, "kind": kind}
        asked.append(jobs.ask("certificates.issue", args, form.nonce.data, total=len(form.awards.data) + 1).id)
        return
    named(form, lambda: operations.issue(form.awards.data, pdf.check, kind))
