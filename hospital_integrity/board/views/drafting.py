"""Writing a draft: about an entry of the ledger, or about a new fact that publishing will record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, reach
from hospital_integrity.board import operations, queries
from hospital_integrity.board.forms import FactForm, VersionedForm, WordingForm
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.views.blueprint import ID, asked_number, bp, entry_or_404, inside
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import spoken
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.board import COLOUR_OF, COLOURS, KINDS, Wording
from hospital_integrity.rules.board_text import Unpublishable
from hospital_integrity.rules.recording import Fact, Unfit
from hospital_integrity.rules.saying import say


@bp.route("/board/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new draft; `entry` names the fact of the ledger that it points at."""
    entry_id = asked_number("entry")
    if entry_id:
        return _new_of(entry_id)
    form = _offering(FactForm(data={"times": 1, "day": today(), "display": "masked"}))
    return _answer(form, lambda: operations.draft_fact(_fact(form, form.nonce.data), _wording(form), reach()))


def _new_of(entry_id: int) -> ResponseReturnValue:
    entry, known = ledger.entry(entry_id), queries.standing_for(entry_id)
    if entry is None or not reach().covers(department_id=entry.department_id):
        abort(404)
    if known is not None and request.method == "GET":
        return redirect(url_for("board.show", id=known.id), 303)
    form = _offering(WordingForm(data={"basis": entry.evidence, "display": "masked"}))
    return _answer(
        form, lambda: operations.draft_of_entry(form.nonce.data, entry_id, _wording(form), reach()), fact=entry
    )


@bp.route(f"/board/{ID}/edit", methods=["GET", "POST"])
def edit(id: int) -> ResponseReturnValue:
    """One's own draft, to change it; sending it puts it up for approval again."""
    row = entry_or_404(id)
    if row.drafted_by != asker().account_id:
        abort(404)
    form = _offering((WordingForm if row.entry_id else FactForm)(data=_said(row)))
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
    fact = _fact(form, form.nonce.data) if isinstance(form, FactForm) else None
    return operations.edit(id, form.seen, _wording(form), fact, reach())


def _answer(
    form: WordingForm, deed: Callable[[], BoardEntry], fact: Any = None, row: BoardEntry | None = None
) -> ResponseReturnValue:
    done: list[int] = []
    status = carried_out(form, lambda: done.append(_shown_where_bad(form, deed).id))
    if status != 303:
        return render_template("board/form.html", form=form, row=row, **_of(fact)), status
    flash(gettext("草稿已保存，等待另一人审核"))
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
    except Unpublishable as bad:
        for finding in bad.findings:
            _complain(form[finding.field], finding.saying)
        raise
    except Unfit as unfit:
        if unfit.key in form:
            _complain(form[unfit.key], unfit.saying)
        raise


def _complain(field: Any, saying: Any) -> None:
    field.errors = [*field.errors, field.complaint(saying)]


def _offering(form: Any) -> Any:
    form.kind.choices = [
        (kind, f"{spoken(COLOURS[colour])} · {spoken(name)}")
        for colour, named in KINDS.items()
        for kind, name in named.items()
    ]
    if isinstance(form, FactForm):
        items = edition_of(today().year).items.values()
        form.item.choices = [
            (one.key, f"{one.clause} {one.name}") for one in items if one.kind in COLOUR_OF and not one.retired
        ]
        places = departments.departments_on(today())
        form.department.choices = [
            (one.id, f"{one.code} {one.name}") for one in places if reach().covers(department_id=one.id)
        ]
    return form


def _wording(form: WordingForm) -> Wording:
    return Wording(
        kind=form.kind.data,
        title=form.title.data,
        text=form.text.data,
        basis=form.basis.data,
        full_name=form.display.data == "full",
        consent=form.consent.data or "",
        acknowledged="yes" in form.noticed.data,
    )


def _fact(form: FactForm, nonce: str) -> Fact:
    person = _person(form.number.data) if form.number.data else None
    home = departments.home_department([person], form.day.data).get(person) if person else form.department.data
    if home is None:
        unknown = say("%(day)s 此人不属于任何科室", day=form.day.data) if person else say("请选择科室，或填写工号")
        raise Unfit("number" if person else "department", unknown)
    return Fact(
        nonce=nonce,
        item=form.item.data,
        happened_on=form.day.data,
        department_id=home,
        staff_id=person,
        times=form.times.data,
        points=form.points.data,
        evidence=form.basis.data,
        attested=form.attested.data or "",
    )


def _person(number: str) -> int:
    found = departments.staff_by_numbers([number]).get(number)
    if found is None:
        raise Unfit("number", say("没有工号为 %(number)s 的人", number=number))
    return found.id


def _said(row: BoardEntry) -> dict[str, Any]:
    person = departments.staff_member(row.staff_id) if row.staff_id else None
    return {
        "kind": row.kind,
        "title": row.title,
        "text": row.text,
        "basis": row.basis,
        "display": "full" if row.full_name else "masked",
        "consent": row.consent,
        "version": str(row.version),
        "item": row.item,
        "number": person.number if person else "",
        "department": None if person else row.department_id,
        "day": row.happened_on,
        "times": row.times,
        "points": row.points,
        "attested": row.attested,
    }
