"""What the screens of the board share: the blueprint, its words, numbers of the query, one entry as it may be seen."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request

from hospital_integrity.access import asker, may
from hospital_integrity.board import queries
from hospital_integrity.board.forms import PublishForm, ReasonForm, VersionedForm
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import board as rules
from hospital_integrity.rules.board_flow import DECIDER

bp = Blueprint("board", __name__)
ID = "<int(max=2147483647):id>"


@bp.context_processor
def words() -> dict[str, Any]:
    """The board's fixed words, for every page of it."""
    return {"colours": rules.COLOURS, "kinds": rules.KINDS, "states": rules.STATES}


def asked_number(name: str, default: int = 0) -> int:
    """A small whole number of the query."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default


def entry_or_404(id: int) -> BoardEntry:
    """The entry, in whatever state."""
    row = queries.board_entry(id)
    if row is None:
        abort(404)
    return row


def inside(row: BoardEntry, **forms: VersionedForm) -> str:
    """The inner page of an entry: evidence, preview, steps, and the decisions open to the asker."""
    steps = queries.steps_of(row.id)
    given = {"publish": PublishForm, "send_back": ReasonForm, "withdraw": ReasonForm, "drop": VersionedForm}
    blank = {name: form(formdata=None, version=row.version) for name, form in given.items() if name not in forms}
    return render_template(
        "board/inside.html",
        row=row,
        card=queries.cards([row])[0],
        person=departments.staff_member(row.staff_id) if row.staff_id else None,
        place=departments.department(row.department_id),
        item=edition_of(row.happened_on.year).items[row.item],
        steps=steps,
        people=departments.staff_members({step.actor.staff_id for step in steps}),
        alone=queries.alone(row) and not row.full_name,
        objection=queries.hindrance_to(row, DECIDER, asker()) if may("board.publish", "POST") else None,
        mine=row.drafted_by == asker().account_id,
        undone=queries.is_reversed(row),
        forms={**blank, **forms},
    )
