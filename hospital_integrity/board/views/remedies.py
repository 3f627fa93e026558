"""Screens of the three remedies: the person's appeal, reply and repair; the lists of those who decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, may, reach
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.board import queries
from hospital_integrity.board.forms.remedies import (
    AppealForm,
    PaperAppealForm,
    RepairAnswerForm,
    RepairForm,
    ReplyForm,
    TidyForm,
)
from hospital_integrity.board.models import BoardAppeal, BoardEntry, BoardRepair
from hospital_integrity.board.operations import appealing, repairing, replying
from hospital_integrity.board.operations.appealing import NewAppeal
from hospital_integrity.board.queries import clarifying, remedies
from hospital_integrity.board.views.blueprint import ID, asked_number, bp, entry_or_404
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, file_handed_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import BareForm, takes_files
from hospital_integrity.rules import board_flow as flow
from hospital_integrity.rules import remedies as rules
from hospital_integrity.rules.board_clock import over

APPEAL = "/board/appeals/<int(max=2147483647):id>"
REPAIR = "/board/repairs/<int(max=2147483647):id>"


@bp.context_processor
def beside() -> dict[str, Any]:
    """What stands beside an entry, for its two pages; asked for only where it is shown."""
    return {"beside": _beside, "outcomes": rules.OUTCOMES}


def _beside(row: BoardEntry) -> dict[str, Any]:
    found, mine = remedies.remedies_of(row), remedies.is_concerned(row, asker())
    last = remedies.last_day(row) if mine or may("board.remedies") else None
    shown = clarifying.shown_clarifications(board_entry_ids=[row.id]) if row.shown_from else []
    return {
        "found": found,
        "outcomes": rules.OUTCOMES,
        "mine": mine,
        "last_day": last,
        "why": _why_withdrawn(row) if mine and row.state == flow.WITHDRAWN else "",
        "settled": row.state == flow.WITHDRAWN and (row.entry_id is None or queries.is_reversed(row)),
        "late": last is not None and over(last, today()),
        "clarified": shown[0] if shown else None,
        "repairable": mine and row.colour == "black" and row.state == "published" and not over(row.shown_to, today()),
        "repaired": any(one.answer and one.answer.accepted for one in found.repairs),
    }


def _why_withdrawn(row: BoardEntry) -> str:
    return next((step.words for step in reversed(queries.steps_of(row.id)) if step.verb == "withdrawn"), "")


@bp.get("/board/remedies")
def remedy_list() -> str:
    """Appeals and repairs, open or decided, for those who decide."""
    kind = "repairs" if request.args.get("kind") == "repairs" else "appeals"
    state = remedies.CLOSED if request.args.get("state") == remedies.CLOSED else remedies.OPEN
    read = remedies.repairs_page if kind == "repairs" else remedies.appeals_page
    page = read(state, max(1, asked_number("page", 1)))
    entries = [one.entry for one in page.items]
    return render_template(
        "board/remedies.html",
        page=page,
        kind=kind,
        state=state,
        waiting=remedies.waiting_remedies(),
        cards={card.id: card for card in queries.cards(entries, by_name=lambda row: True)},
        today=today(),
    )


@bp.route(f"/board/{ID}/appeal", methods=["GET", "POST"])
@takes_files
def appeal(id: int) -> ResponseReturnValue:
    """Appeal against an entry: by whom it is about, or entered by the office from paper."""
    row = _concerned(id, on_paper=True)
    mine = remedies.is_concerned(row, asker())
    form: Any = AppealForm() if mine else PaperAppealForm()
    done: list[int] = []
    status = carried_out(
        form,
        lambda: done.append(
            appealing.appeal(
                id, NewAppeal(form.nonce.data, form.text.data, form.files.data, "" if mine else form.paper.data)
            ).id
        ),
    )
    if status != 303:
        return _form("appeal", form, row, last_day=remedies.last_day(row), mine=mine), status
    flash(gettext("申诉已提交"))
    return redirect(url_for("board.appeal_show", id=done[0]) if mine else url_for("board.show", id=id), 303)


@bp.get(APPEAL)
def appeal_show(id: int) -> str:
    """One appeal with its evidence and its verdict: for who made it and those who decide; it stays readable."""
    return _appeal_page(_appeal(id), BareForm(formdata=None))


@bp.post(f"{APPEAL}/take-back")
def take_back(id: int) -> ResponseReturnValue:
    """Take one's own appeal back."""
    if _appeal(id).made_by != asker().account_id:
        abort(404)
    form = BareForm()
    status = carried_out(form, lambda: appealing.take_back(id))
    if status != 303:
        return _appeal_page(_appeal(id), form), status
    flash(gettext("申诉已撤回，期限内可以再次提出"))
    return redirect(url_for("board.appeal_show", id=id), 303)


def _appeal_page(found: BoardAppeal, form: Any) -> str:
    row = found.entry
    deciding = found.verdict is None and may("corrections.decide_appeal", "POST")
    return render_template(
        "board/appeal_show.html",
        found=found,
        row=row,
        card=_card(row),
        files=remedies.files_of(appeals=[found.id]),
        person=departments.staff_member(found.staff_id),
        why_not=queries.hindrance_to(row, flow.REVIEWER, asker()) if deciding else None,
        deciding=deciding,
        mine=found.made_by == asker().account_id,
        today=today(),
        form=form,
    )


@bp.route(f"/board/{ID}/reply", methods=["GET", "POST"])
def reply(id: int) -> ResponseReturnValue:
    """One's own words beside an entry."""
    row = _concerned(id)
    form = ReplyForm(data=_said(row))
    return _answer("reply", form, row, lambda: replying.reply(id, form.seen, form.text.data or ""))


@bp.route(f"/board/{ID}/reply/tidy", methods=["GET", "POST"])
def tidy_reply(id: int) -> ResponseReturnValue:
    """Take abuse out of a reply."""
    row = entry_or_404(id)
    if not remedies.remedies_of(row).replies:
        abort(404)
    form = TidyForm(data=_said(row))
    return _answer(
        "tidy", form, row, lambda: replying.tidy_reply(id, form.seen, form.text.data or "", form.reason.data)
    )


def _said(row: BoardEntry) -> dict[str, str]:
    known = remedies.remedies_of(row).replies
    return {"text": known[0].text if known else "", "number": str(known[0].number if known else 0)}


@bp.route(f"/board/{ID}/repair", methods=["GET", "POST"])
@takes_files
def repair(id: int) -> ResponseReturnValue:
    """Hand in what was made good."""
    row, form = _concerned(id), RepairForm()
    return _answer(
        "repair", form, row, lambda: repairing.hand_in_repair(id, form.nonce.data, form.text.data, form.files.data)
    )


@bp.route(REPAIR, methods=["GET", "POST"])
def repair_show(id: int) -> ResponseReturnValue:
    """One repair; somebody uninvolved accepts it or says what is missing."""
    found = _repair(id)
    form = RepairAnswerForm()
    status = carried_out(form, lambda: repairing.answer_repair(id, form.verdict.data == "accepted", form.reasons.data))
    if status == 303:
        flash(gettext("已答复"))
        return redirect(url_for("board.repair_show", id=id), 303)
    found = _repair(id)
    return _repair_page(found, form), status


def _repair_page(found: BoardRepair, form: RepairAnswerForm) -> str:
    row = found.entry
    deciding = found.answer is None and may("board.repair_show", "POST")
    why_not = queries.hindrance_to(row, flow.REVIEWER, asker()) if deciding else None
    last = rules.shortened(row.shown_from, row.shown_to, today())
    page = {"found": found, "row": row, "card": _card(row), "form": form, "deciding": deciding, "why_not": why_not}
    return render_template(
        "board/repair_show.html",
        **page,
        becomes=last,
        files=remedies.files_of(repairs=[found.id]),
        person=departments.staff_member(found.staff_id),
    )


@bp.get("/board/remedies/files/<int(max=2147483647):file_id>")
def remedy_file(file_id: int) -> ResponseReturnValue:
    """A file that came with an appeal or a repair: for who handed it in and those who decide."""
    owner = remedies.owner_of_file(file_id) or abort(404)
    if owner.appeal_id is not None:
        _appeal(owner.appeal_id)
    else:
        _repair(owner.repair_id or 0)
    content = attachments.content(file_id) or abort(404)
    return file_handed_out(content.body, content.name, content.mimetype)


def _appeal(id: int) -> BoardAppeal:
    found = remedies.appeal(id)
    return found if found is not None and _may_read(found) else abort(404)


def _repair(id: int) -> BoardRepair:
    found = remedies.repair(id)
    return found if found is not None and _may_read(found) else abort(404)


def _may_read(found: Any) -> bool:
    own = found.staff_id == asker().staff_id or found.made_by == asker().account_id
    return own or reach().everything or remedies.is_concerned(found.entry, asker())


def _concerned(id: int, *, on_paper: bool = False) -> BoardEntry:
    row = entry_or_404(id)
    office = on_paper and row.shown_from is not None and reach().everything
    return row if office or remedies.is_concerned(row, asker()) else abort(404)


def _card(row: BoardEntry) -> queries.Card:
    return queries.cards([row], by_name=lambda _row: True)[0]


def _form(kind: str, form: Any, row: BoardEntry, **more: Any) -> str:
    return render_template("board/remedy_form.html", kind=kind, form=form, row=row, card=_card(row), **more)


def _answer(kind: str, form: Any, row: BoardEntry, deed: Callable[[], Any]) -> ResponseReturnValue:
    status = carried_out(form, deed)
    if status != 303:
        row = entry_or_404(row.id)
        return _form(kind, form, row, last=rules.shortened(row.shown_from, row.shown_to, today())), status
    flash(gettext("已保存"))
    return redirect(url_for("board.show", id=row.id), 303)
