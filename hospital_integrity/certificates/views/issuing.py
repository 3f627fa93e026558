"""Choosing who gets a paper and issuing all of them, or none."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from hospital_integrity.awards import queries as awards
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.forms import IssueForm
from hospital_integrity.certificates.operations import Order
from hospital_integrity.certificates.views.blueprint import bp
from hospital_integrity.certificates.views.ordering import Desk
from hospital_integrity.deeds import carried_out


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
    desk = Desk()
    status = carried_out(form, lambda: desk.take(Order(kind, form.awards.data), form))
    if status != 303:
        page = render_template("certificates/issue.html", form=form, closing=closing, kind=kind, missing=missing)
        return page, status
    return desk.done(year=year, kind=kind)


def _label(kind: str, award: awards.Award) -> str:
    return award.name if kind == "department" else f"{award.name}（{award.department_name}）"
