"""The screen that opens a closed year again: first what becomes void, then the decision."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing
from hospital_integrity.certificates import queries as certificates
from hospital_integrity.corrections import operations, queries
from hospital_integrity.corrections.forms import ReopenForm
from hospital_integrity.corrections.views.blueprint import bp
from hospital_integrity.deeds import carried_out
from hospital_integrity.rules.paper_kinds import SUBJECTS


@bp.route("/closing/<int(max=9999):year>/reopen", methods=["GET", "POST"])
def reopen(year: int) -> ResponseReturnValue:
    """What reopening makes void; confirming does it."""
    closing = awards.closing_of(year)
    if closing is None:
        abort(404)
    form = ReopenForm()
    status = carried_out(form, lambda: operations.reopen(year, form.document_no.data, form.reason.data))
    if status != 303:
        return render_template("corrections/reopen.html", form=form, closing=closing, **_void(closing)), status
    flash(gettext("%(year)s 年度已重新开启，原结果和证书作废", year=year))
    return redirect(url_for("closing.show", year=year), 303)


def _void(closing: Closing) -> dict[str, Any]:
    papers, levels = certificates.counts(closing.id), awards.levels_of(closing.id)
    schemes = awards.edition_of_closing(closing).schemes
    rows = [
        (
            scheme.name,
            sum(count for (of, _), count in levels.items() if of == kind),
            sum(papers[paper, certificates.VALID] for paper, subject in SUBJECTS.items() if subject == kind),
        )
        for kind, scheme in schemes.items()
    ]
    mine = closing.confirmed_by is not None and closing.confirmed_by == asker().account_id
    return {"rows": rows, "later": queries.later_years(closing.year), "mine": mine}
