"""One entry from inside: evidence, hearing, steps, and what the asker may do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hospital_integrity import clock
from hospital_integrity.access import asker, may
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.board import queries
from hospital_integrity.board.forms import (
    CheckForm,
    FindingForm,
    PaperAnswerForm,
    PublishForm,
    ReasonForm,
    ServeForm,
    VersionedForm,
)
from hospital_integrity.board.models import BoardEntry, BoardNotice
from hospital_integrity.board.views.blueprint import entry_or_404
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules.board_clock import FACTUAL_CHECK, WORKING_DAYS
from hospital_integrity.rules.clauses import clause
from hospital_integrity.rules.saying import Saying

FORMS: dict[str, type[Any]] = {
    "check": CheckForm,
    "serve": ServeForm,
    "enter_answer": PaperAnswerForm,
    "find": FindingForm,
    "publish": PublishForm,
    "send_back": ReasonForm,
    "withdraw": ReasonForm,
    "drop": VersionedForm,
}
STEPS = {"check": flow.CHECKER, "serve": flow.SERVER, "find": flow.ANSWERER, "publish": flow.DECIDER}
PLACES = {flow.RETURNED: 1, flow.DRAFT: 2, flow.CHECKED: 3, flow.SERVED: 4, flow.PUBLISHED: 6}


def inside(row: BoardEntry, **forms: Any) -> str:
    """The inner page of an entry: evidence, preview, hearing, steps, and the decisions open to the asker."""
    case, steps = queries.case_of(row), queries.steps_of(row.id)
    notices, hands = queries.notices_of(row.id), queries.hand_rows(row.id)
    people = {step.actor.staff_id for step in steps} | {hand.staff_id for hand in hands}
    return render_template(
        "board/inside.html",
        row=row,
        **shown(row),
        steps=steps,
        notices=notices,
        standing=queries.standing_notice(row),
        files=files_of(notices),
        hands=hands,
        parts=flow.PARTS,
        people=departments.staff_members({*people, *(one.addressee_id for one in notices)} - {None}),
        alone=queries.alone(row) and not row.full_name,
        recognised=queries.recognised_by(row),
        doubts=queries.doubts_about(row),
        waits=flow.waiting_for(case, clock.today()),
        **doors(row, case),
        days=WORKING_DAYS[FACTUAL_CHECK],
        mine=row.drafted_by == asker().account_id,
        undone=queries.is_reversed(row),
        forms={**_blank(row, forms), **forms},
        place_in_line=PLACES.get(row.state, 1) + (row.state == flow.SERVED and case.hearing.over(clock.today())),
    )


def shown(row: BoardEntry) -> dict[str, Any]:
    """What both sides see of an entry: the card, whom it is about, the item and the clause."""
    named = clause(queries.wording_of(row).clause)
    return {
        "card": queries.cards([row])[0],
        "person": departments.staff_member(row.staff_id) if row.staff_id else None,
        "place": departments.department(row.department_id),
        "item": edition_of(row.happened_on.year).items[row.item],
        "clause": named.name if named else "",
        "answers": flow.ANSWERS,
        "findings": flow.FINDINGS,
        "methods": flow.METHODS,
        "receipts": flow.RECEIPTS,
    }


def files_of(notices: list[BoardNotice]) -> dict[int, list[Any]]:
    """The files that came with the answers to notices, by answer."""
    by_answer = queries.answer_files([one.answer.id for one in notices if one.answer])
    listed = attachments.listed([id for ids in by_answer.values() for id in ids])
    return {answer: [listed[id] for id in ids] for answer, ids in by_answer.items()}


def doors(row: BoardEntry, case: flow.Case) -> dict[str, Any]:
    """The steps whose turn it is and that the asker's role has: each with why this person can't take it, or None."""
    today, who = clock.today(), queries.actor(asker())
    turns: dict[str, Saying | None] = {}
    for name, part in STEPS.items():
        turn = row.state == flow.FIRST[part] and (part != flow.ANSWERER) | case.hearing.contested
        if turn and may(f"board.{name}", "POST"):
            turns[name] = flow.hindrance(part, case, who) or flow.not_yet(part, case, today)
    returner = flow.CHECKER if row.state == flow.DRAFT else flow.DECIDER
    returnable = row.state in (flow.DRAFT, flow.CHECKED, flow.SERVED) and not case.hearing.contested
    return {
        "turns": turns,
        "returnable": returnable and may("board.send_back", "POST") and flow.hindrance(returner, case, who) is None,
        "withdrawable": row.state in (flow.RETURNED, flow.CHECKED, flow.SERVED, flow.PUBLISHED)
        and may("board.withdraw", "POST")
        and flow.hindrance_to_withdraw(case, who) is None,
        "enterable": may("board.enter_answer", "POST")
        and flow.answerable(case.hearing, row.state, today) is None
        and flow.hindrance(flow.SERVER, case, who) is None,
    }


def _blank(row: BoardEntry, given: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, dict[str, Any]] = {"serve": {"served_on": clock.today(), "method": "system"}}
    return {
        name: form(formdata=None, data={"version": str(row.version), **data.get(name, {})})
        for name, form in FORMS.items()
        if name not in given
    }


def decided(name: str, id: int, form: Any, deed: Callable[[], Any]) -> tuple[str, int] | None:
    """Carry out a step from the inner page; None when it is done, else the page with what stands against it."""
    entry_or_404(id)
    status = carried_out(form, deed)
    if status == 303:
        return None
    row = entry_or_404(id)
    if isinstance(form, VersionedForm):
        form.version.data = str(row.version)  # the page shows the entry as it is now, and that is decided on next
    return inside(row, **{name: form}), status


def back(id: int, words: str) -> ResponseReturnValue:
    """To the inner page, with what was done."""
    flash(words)
    return redirect(url_for("board.show", id=id), 303)
