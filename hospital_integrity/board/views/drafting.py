"""Writing a draft: about an entry of the ledger, or about a new fact that publishing will record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, may, reach
from hospital_integrity.board import operations, queries
from hospital_integrity.board.forms import FactForm, VersionedForm, WordingForm
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.views.blueprint import ID, asked_number, bp, entry_or_404
from hospital_integrity.board.views.filling import fact_in, offering, said_by, wording_in
from hospital_integrity.board.views.inside import inside
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import spoken
from hospital_integrity.intake import queries as intake
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.recording import Unfit
from hospital_integrity.rules.saying import say

KIND_OF = {"complaint": "complaint", "praise": "letter", "banner": "letter", "packet": "refusal"}


@bp.route("/board/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new draft; `entry` names the fact of the ledger that it points at."""
    entry_id = asked_number("entry")
    if entry_id:
        return _new_of(entry_id)
    begun = {"times": 1, "day": today(), "display": "masked", **_from_case(asked_number("case"))}
    form = offering(FactForm(data=begun))
    return _answer(form, lambda: operations.draft_fact(fact_in(form, form.nonce.data), wording_in(form), reach()))


def _new_of(entry_id: int) -> ResponseReturnValue:
    entry, known = ledger.entry(entry_id), queries.standing_for(entry_id)
    if entry is None or not reach().covers(department_id=entry.department_id):
        abort(404)
    if known is not None and request.method == "GET":
        return redirect(url_for("board.show", id=known.id), 303)
    begun = {"display": "masked", **_from_case(asked_number("case")), "basis": entry.evidence}
    form = offering(WordingForm(data=begun), entry.happened_on)
    return _answer(
        form, lambda: operations.draft_of_entry(form.nonce.data, entry_id, wording_in(form), reach()), fact=entry
    )


def _from_case(case_id: int) -> dict[str, Any]:
    """What a verified case of intake brings along: never its content, only what the person may be shown."""
    case = intake.for_board(case_id) if case_id and may("intake.show") else None
    if case is None:
        return {"case": case_id or None}
    person = departments.staff_member(case.staff_id) if case.staff_id else None
    return {
        "case": case.id,
        "kind": KIND_OF.get(case.kind),
        "text": case.public_text,
        "basis": spoken(say("来件登记第 %(id)s 号核查结论", id=case.id)),
        "number": person.number if person else "",
        "department": None if person else case.department_id,
        "day": case.happened_on or today(),
    }


@bp.route(f"/board/{ID}/edit", methods=["GET", "POST"])
def edit(id: int) -> ResponseReturnValue:
    """One's own draft, to change it; sending it puts it up for approval again."""
    row = entry_or_404(id)
    if row.drafted_by != asker().account_id:
        abort(404)
    day = row.happened_on if row.entry_id else None
    form = offering((WordingForm if row.entry_id else FactForm)(data=said_by(row)), day)
    return _answer(form, lambda: _edit(form, row.id), fact=row if row.entry_id else None, row=row)


@bp.post(f"/board/{ID}/drop")
def drop(id: int) -> ResponseReturnValue:
    """Put one's own draft away."""
    if entry_or_404(id).drafted_by != asker().account_id:
        abort(404)
    form = VersionedForm()
    status = carried_out(form, lambda: operations.drop(id, form.seen))
    if status != 303:
        return inside(entry_or_404(id), drop=form), status
    flash(gettext("草稿已作废"))
    return redirect(url_for("board.drafts"), 303)


def _edit(form: WordingForm, id: int) -> BoardEntry:
    fact = fact_in(form, form.nonce.data) if isinstance(form, FactForm) else None
    return operations.edit(id, form.seen, wording_in(form), fact, reach())


def _answer(
    form: WordingForm, deed: Callable[[], BoardEntry], fact: Any = None, row: BoardEntry | None = None
) -> ResponseReturnValue:
    done: list[int] = []
    status = carried_out(form, lambda: done.append(_shown_where_bad(form, deed).id))
    if status != 303:
        return render_template("board/form.html", form=form, row=row, **_of(fact)), status
    flash(gettext("草稿已保存，等待另一人核查"))
    return redirect(url_for("board.show", id=done[0]), 303)


def _of(fact: Any) -> dict[str, Any]:
    if fact is None:
        return {"fact": None}
    return {
        "fact": fact,
        "item": edition_of(fact.happened_on.year).items[fact.item],
        "person": departments.staff_member(fact.staff_id) if fact.staff_id else None,
        "place": departments.department(fact.department_id),
    }


def _shown_where_bad(form: WordingForm, deed: Callable[[], BoardEntry]) -> BoardEntry:
    try:
        return deed()
    except Unfit as unfit:
        if unfit.key in form:
            field = form[unfit.key]
            field.errors = [*field.errors, field.complaint(unfit.saying)]
        raise
