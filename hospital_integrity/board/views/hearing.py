"""The person's side: his notices, what is going to be published about him, and his answer to it."""

from __future__ import annotations

from dataclasses import replace

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity import clock
from hospital_integrity.access import asker, reach
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.board import operations, queries
from hospital_integrity.board.forms import AnswerForm
from hospital_integrity.board.models import BoardEntry, BoardNotice
from hospital_integrity.board.views.blueprint import ID, bp, entry_or_404
from hospital_integrity.board.views.filling import said_in
from hospital_integrity.board.views.inside import files_of, shown
from hospital_integrity.deeds import carried_out, done_apart, file_handed_out
from hospital_integrity.forms import BareForm, takes_files
from hospital_integrity.rules import board_flow as flow

NOTICE = "/board/notices/<int(max=2147483647):id>"


@bp.get("/board/notices")
def notices() -> str:
    """Every notice served on the asker, and on departments that he heads."""
    found = queries.for_me(asker().staff_id, asker().departments)
    open_ones = {one.id for one in queries.open_for_me(asker().staff_id, asker().departments)}
    return render_template("board/notices.html", notices=found, open_ones=open_ones, answers=flow.ANSWERS)


@bp.get(NOTICE)
def notice(id: int) -> str:
    """What is going to be published, and the answer to it. The first look is noted."""
    if all(one.verb != "opened" for one in _mine(id).receipts):
        done_apart(lambda: operations.receive(id, "opened"))
    return _page(_mine(id), AnswerForm(formdata=None))


@bp.post(f"{NOTICE}/acknowledge")
def acknowledge(id: int) -> ResponseReturnValue:
    """The person says that he has it."""
    _mine(id)
    form = BareForm()
    status = carried_out(form, lambda: operations.receive(id, "acknowledged"))
    if status != 303:
        return _page(_mine(id), AnswerForm(formdata=None)), status
    flash(gettext("已签收"))
    return redirect(url_for("board.notice", id=id), 303)


@bp.post(f"{NOTICE}/answer")
@takes_files
def answer(id: int) -> ResponseReturnValue:
    """The person agrees, corrects or objects."""
    _mine(id)
    form = AnswerForm()
    status = carried_out(form, lambda: operations.answer(id, said_in(form)))
    if status != 303:
        return _page(_mine(id), form), status
    flash(gettext("已提交您的意见"))
    return redirect(url_for("board.notice", id=id), 303)


@bp.post(f"/board/{ID}/mask")
def mask(id: int) -> ResponseReturnValue:
    """The person takes back the consent to his full name."""
    row = entry_or_404(id)
    if row.staff_id is None or row.staff_id != asker().staff_id:
        abort(404)
    status = carried_out(BareForm(), lambda: operations.mask(id))
    flash(gettext("已撤回同意，今后只显示“姓某”") if status == 303 else gettext("这条记录没有显示全名"))
    return redirect(url_for("board.show", id=id), 303)


@bp.get(f"/board/{ID}/files/<int(max=2147483647):file_id>")
def file(id: int, file_id: int) -> ResponseReturnValue:
    """A file that came with an answer: for the office, and for whose answer it is."""
    found = next((one for one in queries.notices_of(entry_or_404(id).id) if _holds(one, file_id)), None)
    if found is None or not (reach().everything or queries.is_addressee(found, asker())):
        abort(404)
    content = attachments.content(file_id) or abort(404)
    return file_handed_out(content.body, content.name, content.mimetype)


def _holds(one: BoardNotice, file_id: int) -> bool:
    return one.answer is not None and file_id in queries.answer_files([one.answer.id])[one.answer.id]


def _mine(id: int) -> BoardNotice:
    found = queries.notice(id)
    if found is None or not queries.is_addressee(found, asker()):
        abort(404)
    return found


def _can_answer(row: BoardEntry, one: BoardNotice) -> bool:
    standing = queries.standing_notice(row)
    mine = standing is not None and standing.id == one.id
    return mine and flow.answerable(queries.hearing_of(row), row.state, clock.today()) is None


def _page(found: BoardNotice, form: AnswerForm) -> str:
    row = entry_or_404(found.board_entry_id)
    facts = shown(row)
    said = {"title": found.content["title"], "summary": found.content["text"]}
    facts["card"] = replace(queries.cards([row], by_name=lambda _row: True)[0], **said)
    return render_template(
        "board/notice.html",
        row=row,
        found=found,
        **facts,
        can_answer=_can_answer(row, found),
        may_be_named=row.colour == "red" and row.staff_id is not None,
        acknowledged=any(one.verb == "acknowledged" for one in found.receipts),
        files=files_of([found]),
        form=form,
        plain=BareForm(formdata=None),
    )
