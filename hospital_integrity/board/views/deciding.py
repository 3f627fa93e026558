"""The steps of the office, each one POST from the inner page of an entry."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.board import operations, queries
from hospital_integrity.board.forms import CheckForm, FindingForm, PaperAnswerForm, PublishForm, ReasonForm, ServeForm
from hospital_integrity.board.operations import Service
from hospital_integrity.board.views.blueprint import ID, bp, entry_or_404
from hospital_integrity.board.views.filling import said_in
from hospital_integrity.board.views.inside import back, decided
from hospital_integrity.forms import takes_files


@bp.post(f"/board/{ID}/check")
def check(id: int) -> ResponseReturnValue:
    """The evidence bears the draft out."""
    form = CheckForm()
    done = decided("check", id, form, lambda: operations.check(id, form.seen, form.words.data or ""))
    return done or back(id, gettext("已核查，下一步告知当事人"))


@bp.post(f"/board/{ID}/serve")
def serve(id: int) -> ResponseReturnValue:
    """Put before the person what is going to be published."""
    form = ServeForm()

    def deed() -> object:
        said = (form.method.data, form.served_on.data, form.remark.data or "", form.number.data or "")
        return operations.serve(id, form.seen, Service(*said))

    return decided("serve", id, form, deed) or back(id, gettext("已登记送达，核对期限开始计算"))


@bp.post(f"/board/{ID}/enter-answer")
@takes_files
def enter_answer(id: int) -> ResponseReturnValue:
    """What the person answered on paper."""
    notice, form = queries.standing_notice(entry_or_404(id)), PaperAnswerForm()
    done = decided("enter_answer", id, form, lambda: operations.enter_answer(notice.id if notice else 0, said_in(form)))
    return done or back(id, gettext("已登记当事人的意见"))


@bp.post(f"/board/{ID}/find")
def find(id: int) -> ResponseReturnValue:
    """Answer a correction or an objection in writing."""
    notice, form = queries.standing_notice(entry_or_404(id)), FindingForm()
    answer = notice.answer.id if notice and notice.answer else 0
    deed = lambda: operations.find(answer, form.seen, form.verdict.data, form.reasons.data)  # noqa: E731
    return decided("find", id, form, deed) or back(id, gettext("已答复当事人"))


@bp.post(f"/board/{ID}/publish")
def publish(id: int) -> ResponseReturnValue:
    """Approve what was checked and heard: it is on the board at once."""
    form = PublishForm()
    done = decided("publish", id, form, lambda: operations.publish(id, form.seen, "yes" in form.noticed.data))
    return done or back(id, gettext("已发布"))


@bp.post(f"/board/{ID}/return")
def send_back(id: int) -> ResponseReturnValue:
    """Return an entry to its author."""
    form = ReasonForm()
    done = decided("send_back", id, form, lambda: operations.send_back(id, form.seen, form.reason.data))
    return done or back(id, gettext("已退回起草人"))


@bp.post(f"/board/{ID}/withdraw")
def withdraw(id: int) -> ResponseReturnValue:
    """Take an entry off the board."""
    form = ReasonForm()
    done = decided("withdraw", id, form, lambda: operations.withdraw(id, form.seen, form.reason.data))
    return done or back(id, gettext("已撤下，榜单上不再显示"))
