"""Records as a work list, and one of them with its steps and the decisions that are open to the asker."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template, request
from sqlalchemy import Select

from hospital_integrity.access import asker, may, reach
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.deeds import file_handed_out, handed_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import Form
from hospital_integrity.grid import queries
from hospital_integrity.grid.forms import AcceptForm, CloseForm, ReasonForm
from hospital_integrity.grid.models import GridRecord
from hospital_integrity.grid.sheet import records_workbook
from hospital_integrity.grid.views.blueprint import ID, asked_page, bp, record_or_404
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.gridwork import ITEM_OF, KINDS, WAITING
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import Item

FORMS = {"close": CloseForm, "send_back": ReasonForm, "reject": ReasonForm}


@bp.get("/records")
def records() -> str:
    """What was handed in: what waits for the office, or everything; of one kind or of all."""
    return listed(AcceptForm(formdata=None))


@bp.get(f"/records/{ID}")
def show(id: int) -> str:
    """One record from inside."""
    return inside(record_or_404(id))


@bp.get(f"/records/{ID}/files/<int(max=2147483647):file_id>")
def file(id: int, file_id: int) -> Response:
    """A file of a record, open to the same people."""
    record_or_404(id)
    content = attachments.content(file_id) if file_id in queries.record_files(id) else None
    if content is None:
        abort(404)
    return file_handed_out(content.body, content.name, content.mimetype)


def listed(form: Form) -> str:
    """The work list; the office's begins with what waits."""
    kind, view = (
        request.args.get("kind", "report"),
        request.args.get("view", "waiting" if reach().everything else "all"),
    )
    if kind not in KINDS or view not in ("waiting", "all"):
        abort(404)
    return render_template(
        "grid/records.html",
        form=form,
        kind=kind,
        view=view,
        page=queries.page_of(_query(kind, view), asked_page()),
        waiting=queries.waiting(),
        office=reach().everything,
    )


@bp.post("/records/export")
def records_export() -> Response:
    """What was handed in, without its texts, as a spreadsheet; taking it away is an event itself."""
    rows = queries.rows_of(_query(request.args.get("kind", ""), request.args.get("view", "all")))
    return handed_out(records_workbook(rows, note_taken("grid.records", len(rows))), "grid-records")


def _query(kind: str, view: str) -> Select[GridRecord]:
    own = None if reach().everything else asker().staff_id or 0
    return queries.work_list(kind if kind in KINDS else "", WAITING if view == "waiting" else (), own)


def inside(row: GridRecord, **forms: Form) -> str:
    """The page of a record; what was typed and refused stands in `forms`."""
    steps = queries.steps_of(record_id=row.id)
    people = departments.staff_members({step.actor.staff_id for step in steps if step.actor})
    blank = {name: form(formdata=None, version=row.version) for name, form in FORMS.items() if name not in forms}
    accepting = forms.get("accept") or AcceptForm(formdata=None)
    return render_template(
        "grid/show.html",
        row=row,
        files=list(attachments.listed(queries.record_files(row.id)).values()),
        steps=steps,
        reason=queries.reason_of(row),
        people=people,
        forms={"accept": accepting, **blank, **forms},
        item=_item(row),
        undone=row.entry_id is not None and ledger.reversal_of(row.entry_id) is not None,
        mine=row.staff_id == asker().staff_id,
        decider=may("grid.accept", "POST"),
    )


def _item(row: GridRecord) -> Item | None:
    duty = ("late" if row.late else "on_time") if row.kind == "report" else row.kind
    try:
        return edition_of((row.happened_on or row.day).year).items.get(ITEM_OF[duty])
    except Refused:
        return None


def typed_marks() -> dict[str, Any]:
    """Every field that came exactly once."""
    return {name: values[0] for name, values in request.form.lists() if len(values) == 1}
