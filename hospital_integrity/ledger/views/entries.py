"""Screens of the ledger: the entries of a year, one entry with what reversed it, and reversing it."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, handed_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.ledger import operations, queries
from hospital_integrity.ledger.forms import ReverseForm
from hospital_integrity.ledger.sheet import entries_workbook
from hospital_integrity.ledger.views.blueprint import ENTRY, bp
from hospital_integrity.ledger.views.files import files_beside
from hospital_integrity.paging import SIZE, Page
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.spreadsheet import MOST_TAKEN


@bp.get("/ledger")
def list() -> str:
    """The entries that count in a year, newest first, within reach."""
    year, page = _number("year", today().year), max(1, _number("page", 1))
    rows, total = queries.page_of(_wanted(year), page, SIZE)
    people = departments.staff_members({entry.staff_id for entry, _ in rows if entry.staff_id})
    places = departments.departments_by_id({entry.department_id for entry, _ in rows})
    items = edition_of(year).items
    found = Page(rows, page, total)
    return render_template("ledger/list.html", page=found, year=year, people=people, places=places, rules=items)


@bp.post("/ledger/export")
def export() -> Response:
    """The same list, whole, as a spreadsheet; taking it away is an event itself."""
    year = _number("year", today().year)
    rows, total = queries.page_of(_wanted(year), 1, MOST_TAKEN)
    mark = note_taken("ledger.list", len(rows), year=year, of=total)
    return handed_out(entries_workbook(rows, edition_of(year).items, mark), f"ledger-{year}")


def _wanted(year: int) -> Any:
    limit = None if reach().everything else reach().departments
    return queries.listed(year, department_ids=limit, item=request.args.get("item", "")[:40])


@bp.get(f"/ledger/{ENTRY}")
def show(entry_id: int) -> str:
    """One entry: what happened, who wrote it, where it counts, what reversed it."""
    return _page(entry_id, ReverseForm())


@bp.post(f"/ledger/{ENTRY}/reverse")
def reverse(entry_id: int) -> ResponseReturnValue:
    """Undo an entry by a second one."""
    form = ReverseForm()
    _within(entry_id)
    status = carried_out(form, lambda: operations.undo(entry_id, form.reason.data or "", form.nonce.data))
    if status != 303:
        return _page(entry_id, form), status
    flash(gettext("已冲销，原记录保留"))
    return redirect(url_for("ledger.show", entry_id=entry_id), 303)


def _within(entry_id: int) -> Any:
    entry = queries.entry(entry_id)
    if entry is None or not reach().covers(department_id=entry.department_id, staff_id=entry.staff_id):
        abort(404)
    return entry


def _page(entry_id: int, form: ReverseForm) -> str:
    entry = _within(entry_id)
    return render_template(
        "ledger/show.html",
        form=form,
        entry=entry,
        item=edition_of(entry.happened_on.year).items[entry.item],
        person=departments.staff_member(entry.staff_id) if entry.staff_id else None,
        place=departments.department(entry.department_id),
        undone=queries.reversal_of(entry_id),
        late=entry.counts_in != entry.happened_on.year,
        files=files_beside(entry),
    )


def _number(name: str, default: int) -> int:
    typed = request.args.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else default
