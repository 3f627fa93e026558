"""Issuing by a list from a spreadsheet: all who are named, or nobody and every problem at once."""

from __future__ import annotations

from io import BytesIO

from flask import Response, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing
from hospital_integrity.certificates import pdf, queries, sheet
from hospital_integrity.certificates.forms import DecisionForm, HonoursListForm, LettersListForm, ListForm
from hospital_integrity.certificates.operations import Order
from hospital_integrity.certificates.sheet import Grounds
from hospital_integrity.certificates.views.blueprint import KINDS, bp
from hospital_integrity.certificates.views.grounds import decision_of
from hospital_integrity.certificates.views.ordering import Desk
from hospital_integrity.clock import today
from hospital_integrity.deeds import XLSX, carried_out
from hospital_integrity.rules.paper_kinds import APPOINTMENT, HONOURS, SUBJECTS
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import CellProblem, SheetRefused

LISTED = f"/certificates/issue/list/<any({','.join(KINDS)}):kind>"
FORMS = {APPOINTMENT: LettersListForm, **dict.fromkeys(HONOURS, HonoursListForm)}


@bp.route(LISTED, methods=["GET", "POST"])
def issue_listed(kind: str) -> ResponseReturnValue:
    """Choose a list; its papers are issued, or its problems shown."""
    closing, form = _closing(kind), FORMS.get(kind, ListForm)(data={"day": today()})
    found: list[CellProblem] = []
    desk = Desk()
    status = carried_out(form, lambda: _take(desk, kind, closing, form, found))
    if status != 303:
        page = render_template("certificates/listed.html", form=form, kind=kind, closing=closing, found=found)
        return page, status
    return desk.done(kind=kind, **({"year": closing.year} if closing else {}))


@bp.get(f"{LISTED}/template")
def issue_template(kind: str) -> Response:
    """The list, filled with everybody who waits for a paper of the kind."""
    body = sheet.issue_template(kind, queries.waiting(kind, _closing(kind)))
    return send_file(BytesIO(body), XLSX, as_attachment=True, download_name=gettext("签发名单") + ".xlsx")


def _take(desk: Desk, kind: str, closing: Closing | None, form: ListForm, found: list[CellProblem]) -> None:
    if desk.repeats(form.nonce.data):
        return
    try:
        grounds, source = _read(kind, closing, form)
    except SheetRefused as refused:
        found.extend(refused.problems)
        raise
    decision = decision_of(form) if isinstance(form, DecisionForm) else None
    desk.take(Order(kind, grounds, decision), form, source)


def _read(kind: str, closing: Closing | None, form: ListForm) -> tuple[list[int], str]:
    listed = Grounds(queries.waiting(kind, closing), queries.certified(kind, closing))
    address = queries.wording_in_force()[kind][1].address

    def unfit(name: str) -> Saying | None:
        return pdf.misnamed(name, address)

    return sheet.grounds_on_list(form.file.data.data, form.file.data.name, kind, listed, unfit)


def _closing(kind: str) -> Closing | None:
    """The closing that the papers rest on; none for honours and letters, 404 for a year that isn't closed."""
    if kind not in SUBJECTS:
        return None
    years = awards.held_years()
    year = request.args.get("year", years[0] if years else 0, int)
    return (awards.closing_of(year) if year in years else None) or abort(404)
