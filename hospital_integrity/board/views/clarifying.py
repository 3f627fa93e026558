"""Screens of clarifications: the list by state, starting one, one with its steps and the next of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, may
from hospital_integrity.board import queries
from hospital_integrity.board.forms.clarifying import EndForm, PrepareForm, StartForm, StepForm, WordsForm
from hospital_integrity.board.models import Clarification
from hospital_integrity.board.operations import clarifying as operations
from hospital_integrity.board.operations.clarifying import Source
from hospital_integrity.board.queries import clarifying
from hospital_integrity.board.views.blueprint import asked_number, bp
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules import clarifying as rules
from hospital_integrity.rules.clarifying import Proposal, read_points
from hospital_integrity.rules.saying import Refused

ONE = "/board/clarifications/<int(max=2147483647):id>"
STEPS: dict[str, type[Any]] = {
    "prepare": PrepareForm,
    "approve": StepForm,
    "give_back": WordsForm,
    "carry_out": WordsForm,
    "visit": WordsForm,
    "end": EndForm,
}
TURNS = {
    "prepare": rules.PROPOSED,
    "approve": rules.APPROVED,
    "give_back": rules.RETURNED,
    "carry_out": rules.PUBLISHED,
    "visit": rules.VISITED,
    "end": rules.ENDED,
}
GROUPS = {"open": rules.WAITING, "closed": (rules.VISITED, rules.ENDED)}


@bp.get("/board/clarifications")
def clarifications() -> str:
    """Clarifications that go on, or those that are closed."""
    state = "closed" if request.args.get("state") == "closed" else "open"
    page = clarifying.clarifications_page(GROUPS[state], max(1, asked_number("page", 1)))
    names = {one.id: clarifying.public_name(one.staff_id, one.department_id) for one in page.items}
    waiting = sum(clarifying.waiting_clarifications().values())
    return render_template(
        "board/clarifications.html",
        page=page,
        state=state,
        names=names,
        waiting=waiting,
        steps=rules.STATES,
        grounds=rules.MUST,
        day=today(),
    )


@bp.route("/board/clarifications/new", methods=["GET", "POST"])
def clarify() -> ResponseReturnValue:
    """Start one about an entry of the board (`board`), a case that proved untrue (`case`) or a fact (`fact`)."""
    source = _source()
    known = clarifying.clarification_of(source.board_entry_id, source.entry_id, source.case_id)
    if known is not None and request.method == "GET":
        return redirect(url_for("board.clarification", id=known.id), 303)
    form, done = StartForm(), list[int]()
    status = carried_out(
        form, lambda: done.append(operations.start_clarification(form.nonce.data, source, form.ground.data).id)
    )
    if status != 303:
        name = clarifying.public_name(source.staff_id, source.department_id)
        return render_template("board/clarify.html", form=form, name=name, **_about(source)), status
    flash(gettext("已开始澄清，请先征询本人意见"))
    return redirect(url_for("board.clarification", id=done[0]), 303)


def _source() -> Source:
    try:
        if asked_number("board"):
            return operations.source_of_board(asked_number("board"))
        if asked_number("case"):
            return operations.source_of_case(asked_number("case"))
        return operations.source_of_fact(asked_number("fact"))
    except Refused:
        abort(404)


def _about(source: Any) -> dict[str, Any]:
    entry = queries.board_entry(source.board_entry_id) if source.board_entry_id else None
    return {"card": queries.cards([entry])[0] if entry else None, "source": source}


@bp.get(ONE)
def clarification(id: int) -> str:
    """One clarification with its steps, and the next of them for whose turn it is."""
    return _page(_found(id))


@bp.post(f"{ONE}/prepare")
def prepare(id: int) -> ResponseReturnValue:
    """The person was asked; with a form chosen, the clarification is put to approval."""
    form = PrepareForm()
    return _step("prepare", id, form, lambda: _prepared(id, form), gettext("已登记"))


def _prepared(id: int, form: PrepareForm) -> Any:
    if not form.form.data:
        return operations.ask_person(id, form.seen, form.consent.data, form.asked.data)
    points = read_points(form.points.data or "")
    wanted = Proposal(form.consent.data, form.asked.data, form.form.data, points)
    return operations.propose_clarification(id, form.seen, wanted)


@bp.post(f"{ONE}/approve")
def approve(id: int) -> ResponseReturnValue:
    """Another person approves."""
    form = StepForm()
    return _step("approve", id, form, lambda: operations.approve_clarification(id, form.seen), gettext("已批准"))


@bp.post(f"{ONE}/return")
def give_back(id: int) -> ResponseReturnValue:
    """Another person gives it back."""
    form = WordsForm()
    return _step(
        "give_back",
        id,
        form,
        lambda: operations.return_clarification(id, form.seen, form.words.data),
        gettext("已退回"),
    )


@bp.post(f"{ONE}/carry-out")
def carry_out(id: int) -> ResponseReturnValue:
    """It was done; a notice goes onto the board."""
    form = WordsForm()
    return _step(
        "carry_out",
        id,
        form,
        lambda: operations.carry_out_clarification(id, form.seen, form.words.data),
        gettext("已澄清"),
    )


@bp.post(f"{ONE}/visit")
def visit(id: int) -> ResponseReturnValue:
    """The person was visited afterwards."""
    form = WordsForm()
    return _step("visit", id, form, lambda: operations.note_visit(id, form.seen, form.words.data), gettext("已了结"))


@bp.post(f"{ONE}/end")
def end(id: int) -> ResponseReturnValue:
    """Nothing is clarified."""
    form = EndForm()
    return _step(
        "end",
        id,
        form,
        lambda: operations.end_clarification(id, form.seen, form.ground.data, form.words.data),
        gettext("已决定不予澄清"),
    )


def _step(name: str, id: int, form: Any, deed: Callable[[], Any], words: str) -> ResponseReturnValue:
    _found(id)
    status = carried_out(form, deed)
    if status != 303:
        row = _found(id)
        form.number.data = str(row.steps[-1].number)
        return _page(row, **{name: form}), status
    flash(words)
    return redirect(url_for("board.clarification", id=id), 303)


def _found(id: int) -> Clarification:
    return clarifying.clarification(id) or abort(404)


def _page(row: Clarification, **forms: Any) -> str:
    last = row.steps[-1]
    turns = {name for name, verb in TURNS.items() if verb in rules.NEXT[last.verb] and may(f"board.{name}", "POST")}
    blank = {
        name: form(formdata=None, data={"number": str(last.number)})
        for name, form in STEPS.items()
        if name not in forms
    }
    return render_template(
        "board/clarification.html",
        row=row,
        last=last,
        turns=turns,
        forms={**blank, **forms},
        name=clarifying.public_name(row.staff_id, row.department_id),
        people=_actors(row),
        due=next((step.due_on for step in row.steps if step.due_on), None),
        shown=next((step for step in row.steps if step.shown_from), None),
        proposer=last.actor_id == asker().account_id,
        steps=rules.STATES,
        grounds=rules.MUST,
        consents=rules.CONSENTS,
        ways=rules.FORMS,
        day=today(),
        **_about(row),
    )


def _actors(row: Clarification) -> dict[int, str]:
    people = {step.actor_id: step.actor.staff_id for step in row.steps}
    names = departments.staff_members({person for person in people.values() if person})
    return {account: names[person].name for account, person in people.items() if person in names}
