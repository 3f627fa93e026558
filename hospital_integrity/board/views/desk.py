"""The desk: what is drafted, returned, published and withdrawn, and one entry as each reader may see it."""

from __future__ import annotations

from flask import Response, abort, render_template, request

from hospital_integrity import clock
from hospital_integrity.access import asker, reach
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.queries.remedies import is_concerned
from hospital_integrity.board.sheet import board_workbook
from hospital_integrity.board.views.blueprint import ID, asked_number, bp, entry_or_404
from hospital_integrity.board.views.inside import inside
from hospital_integrity.deeds import handed_out
from hospital_integrity.filters import words
from hospital_integrity.forms import BareForm
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.paging import Page
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.board import STATES
from hospital_integrity.spreadsheet import MOST_TAKEN

SIZE = 30


@bp.get("/board/drafts")
def drafts() -> str:
    """The work list by state: everybody's for the office, one's own for others."""
    state, number, author = _state(), max(1, asked_number("page", 1)), _author()
    rows, total = queries.page_of(queries.work_list(state, author), number, SIZE)
    return render_template(
        "board/drafts.html",
        page=Page(queries.cards(rows, by_name=lambda row: True), number, total, SIZE),
        drafted={row.id: row.drafted_at for row in rows},
        waits={id: flow.waiting_for(case, clock.today()) for id, case in queries.cases_of(rows).items()},
        state=state,
        waiting=queries.waiting(author),
    )


@bp.post("/board/export")
def export() -> Response:
    """The same list, whole, as a spreadsheet; taking it away is an event itself."""
    state = _state()
    rows, total = queries.page_of(queries.work_list(state, _author()), 1, MOST_TAKEN)
    mark = note_taken("board.drafts", len(rows), state=state, of=total)
    cards = queries.cards(rows, by_name=lambda row: True)
    return handed_out(board_workbook(words(STATES[state]), cards, mark), f"board-{state}")


def _state() -> str:
    state = request.args.get("state", "draft")
    if state not in STATES:
        abort(404)
    return state


def _author() -> int | None:
    return None if reach().everything else asker().account_id


@bp.get(f"/board/{ID}")
def show(id: int) -> str:
    """One entry: from inside for the office and its author, its public face for everybody else."""
    row = entry_or_404(id)
    oneself = row.staff_id is not None and row.staff_id == asker().staff_id
    office = reach().everything and not reach().masked
    if not oneself and (office or row.drafted_by == asker().account_id):
        return inside(row)
    own = is_concerned(row, asker())
    if not (own and row.shown_from) and not queries.is_on_display(row):
        abort(404)
    knows = own or row.department_id in reach().departments
    return render_template(
        "board/show.html",
        card=_card(row, knows),
        row=row,
        own=own,
        undone=queries.is_reversed(row),
        plain=BareForm(formdata=None),
    )


def _card(row: BoardEntry, knows: bool) -> queries.Card:
    return queries.cards([row], by_name=lambda _row: knows)[0]
