"""Screens of the cascade: the preview, which is what happens; verdicts on appeals; corrections and what they left."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.board import queries as board
from hospital_integrity.board.queries import remedies
from hospital_integrity.corrections import operations, queries
from hospital_integrity.corrections.forms import AwardForm, CorrectForm, VerdictForm
from hospital_integrity.corrections.models import Correction
from hospital_integrity.corrections.operations import Judgement, Wanted
from hospital_integrity.corrections.queries import Plan
from hospital_integrity.corrections.views.blueprint import bp
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import BareForm
from hospital_integrity.ledger import queries as ledger
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import board_flow as flow

ID = "<int(max=2147483647):id>"


@bp.get("/corrections")
def corrections() -> str:
    """All corrections, the newest first, with what they left open."""
    page = queries.corrections_page(_page_number())
    titles = {row.id: _title(row) for row in page.items}
    return render_template(
        "corrections/corrections.html", page=page, left=queries.open_parts(page.items), titles=titles
    )


@bp.route(f"/corrections/<any(board, facts):kind>/{ID}", methods=["GET", "POST"])
def correct(kind: str, id: int) -> ResponseReturnValue:
    """Preview and confirm: an entry of the board, or a fact, that turned out untrue."""
    plan = _plan(kind, id)
    form, done = CorrectForm(data={"seen": plan.seen}), list[int]()
    verb = operations.correct_board if kind == "board" else operations.correct_fact
    status = carried_out(form, lambda: done.append(verb(id, _wanted(form)).id))
    if status != 303:
        plan = _plan(kind, id)
        form.seen.data = plan.seen  # what is shown now is what is confirmed next
        return render_template("corrections/correct.html", form=form, kind=kind, **_told(plan)), status
    flash(gettext("已更正"))
    return redirect(url_for("corrections.correction", id=done[0]), 303)


def _wanted(form: CorrectForm) -> Wanted:
    return Wanted(
        nonce=form.nonce.data,
        seen=form.seen.data or "",
        reason=form.reason.data,
        document_no=form.document_no.data or "",
        ground=form.ground.data or "",
    )


@bp.route(f"/board/appeals/{ID}/decide", methods=["GET", "POST"])
def decide_appeal(id: int) -> ResponseReturnValue:
    """The verdict on an appeal, beside what withdrawing would move."""
    found = remedies.appeal(id) or abort(404)
    plan = queries.plan_for_board(found.entry)
    title, text = remedies.wording_now(found.entry)
    form = VerdictForm(data={"seen": plan.seen, "title": title, "text": text})
    status = carried_out(form, lambda: operations.decide_appeal(id, _judgement(form)))
    if status == 303:
        flash(gettext("申诉已有决定"))
        return redirect(url_for("board.appeal_show", id=id), 303)
    found = remedies.appeal(id) or abort(404)
    plan = queries.plan_for_board(found.entry)
    form.seen.data = plan.seen
    page = {"found": found, "files": remedies.files_of(appeals=[id]), "appellant": _person(found.staff_id)}
    why_not = board.hindrance_to(found.entry, flow.REVIEWER, asker())
    return render_template("corrections/decide_appeal.html", form=form, why_not=why_not, **page, **_told(plan)), status


def _judgement(form: VerdictForm) -> Judgement:
    return Judgement(
        nonce=form.nonce.data,
        seen=form.seen.data or "",
        verdict=form.verdict.data,
        reasons=form.reasons.data,
        title=form.title.data or "",
        text=form.text.data or "",
        ground=form.ground.data or "",
    )


@bp.get(f"/corrections/{ID}")
def correction(id: int) -> str:
    """One correction: what it moved, and what it left."""
    return _page(_found(id))


@bp.post(f"/corrections/{ID}/awards")
def decide_award(id: int) -> ResponseReturnValue:
    """A frozen award stands, or its year is opened again."""
    form, deed = _offering(AwardForm(), _found(id)), operations.decide_award
    status = carried_out(form, lambda: deed(id, form.touched.data, form.decision.data, form.reasons.data))
    if status != 303:
        return _page(_found(id), form=_offering(form, _found(id))), status
    flash(gettext("已决定"))
    return redirect(url_for("corrections.correction", id=id), 303)


@bp.post(f"/corrections/{ID}/finish")
def finish(id: int) -> ResponseReturnValue:
    """The points of a year that is open again."""
    _found(id)
    form = BareForm()
    status = carried_out(form, lambda: operations.finish_correction(id))
    if status != 303:
        return _page(_found(id), finishing=form), status
    flash(gettext("已冲销"))
    return redirect(url_for("corrections.correction", id=id), 303)


def _found(id: int) -> Correction:
    return queries.correction(id) or abort(404)


def _offering(form: AwardForm, row: Correction) -> AwardForm:
    waiting = [(touched.id, award) for touched, award, decision in queries.decisions_of(row) if decision is None]
    form.touched.choices = [
        (id, f"{award.year} {award.name} {_scheme(award.subject_kind, award.year)}") for id, award in waiting
    ]
    return form


def _page(row: Correction, **forms: Any) -> str:
    blank = {"form": _offering(AwardForm(formdata=None), row), "finishing": BareForm(formdata=None)}
    effects = [{**one, "name": _name(one["kind"], one["subject"]), **_levels(one)} for one in row.effects]
    return render_template(
        "corrections/correction.html",
        row=row,
        title=_title(row),
        effects=effects,
        schemes=_schemes(row),
        awards=queries.decisions_of(row),
        left=queries.open_parts([row])[row.id],
        decisions=operations.DECISIONS,
        mine=row.made_by == asker().account_id,
        **{**blank, **forms},
    )


def _plan(kind: str, id: int) -> Plan:
    if kind == "board":
        row = board.board_entry(id)
        return queries.plan_for_board(row) if row is not None and row.shown_from is not None else abort(404)
    entry = ledger.entry(id)
    return queries.plan_for_fact(entry) if entry is not None and entry.reverses is None else abort(404)


def _told(plan: Plan) -> dict[str, Any]:
    """A plan as its page shows it."""
    row, entry = plan.board_entry, plan.entry
    moving = [
        (_name(one.kind, one.subject_id), edition_of(one.year).schemes[one.kind].name, one) for one in plan.moving
    ]
    return {
        "plan": plan,
        "row": row,
        "card": board.cards([row], by_name=lambda _row: True)[0] if row else None,
        "entry": entry,
        "item": edition_of(entry.happened_on.year).items[entry.item] if entry else None,
        "person": _person(entry.staff_id) if entry and entry.staff_id else None,
        "place": departments.department(entry.department_id) if entry else None,
        "moving": moving,
    }


def _title(row: Correction) -> str:
    shown = board.board_entry(row.board_entry_id) if row.board_entry_id else None
    if shown is not None:
        return shown.title
    entry = ledger.entry(row.entry_id) if row.entry_id else None
    return edition_of(entry.happened_on.year).items[entry.item].name if entry else ""


def _schemes(row: Correction) -> dict[tuple[str, int], str]:
    keys = {(one["kind"], one["year"]) for one in row.effects}
    return {(kind, year): _scheme(kind, year) for kind, year in keys}


def _scheme(kind: str, year: int) -> str:
    return edition_of(year).schemes[kind].name


def _levels(one: dict[str, Any]) -> dict[str, str]:
    levels = edition_of(one["year"]).schemes[one["kind"]].level_by_key
    return {"was": levels[one["before"][1]].name, "becomes": levels[one["after"][1]].name}


def _name(kind: str, id: int) -> str:
    found: Any = departments.department(id) if kind == "department" else departments.staff_member(id)
    return str(found.name) if found else ""


def _person(staff_id: int | None) -> Any:
    return departments.staff_member(staff_id) if staff_id else None


def _page_number() -> int:
    text = request.args.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1
