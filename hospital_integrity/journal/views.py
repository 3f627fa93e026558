"""The auditor's page: the journal, filtered, and its export."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from hospital_integrity.db import db
from hospital_integrity.journal import queries
from hospital_integrity.journal.forms import VERB_NAMES, FilterForm
from hospital_integrity.journal.operations import note_export
from hospital_integrity.journal.sheet import journal_workbook
from hospital_integrity.rules.roles import role_names

bp = Blueprint("journal", __name__, url_prefix="/journal")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("", endpoint="list")
def events() -> str:
    """What was decided, newest first."""
    form = _form()
    page = queries.events(request.args.get("page", 1, int), form.filters())
    sought = {field.name: request.args[field.name] for field in form if field.name in request.args}
    names = {"role_names": role_names, "verb_names": VERB_NAMES}
    return render_template("journal/list.html", form=form, page=page, sought=sought, **names)


@bp.post("/export")
def export() -> Response:
    """The filtered journal as a spreadsheet; taking it away is an event itself."""
    found = queries.exported(_form().filters())
    taken = queries.event(note_export(found).id)
    body = journal_workbook(found, taken)
    db.session.commit()
    return Response(body, mimetype=XLSX, headers={"Content-Disposition": "attachment; filename=journal.xlsx"})


def _form() -> FilterForm:
    form = FilterForm(request.args)
    form.verb.choices = [(verb, VERB_NAMES.get(verb, verb)) for verb in queries.verbs()]
    form.validate()
    return form
