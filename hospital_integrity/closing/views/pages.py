"""Screens of closing: all years, and one year with what would be frozen and the step that comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import may
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing, Reopening
from hospital_integrity.clock import today
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.forms import AnnounceForm, CheckForm, ConfirmForm, ProposeForm
from hospital_integrity.closing.models import Proposal
from hospital_integrity.closing.views.blueprint import YEAR, bp, known, name_of, years
from hospital_integrity.closing.views.shown import frozen, preview, standing
from hospital_integrity.deeds import carried_out
from hospital_integrity.rules.saying import say

FORMS = {"propose": ProposeForm, "check": CheckForm, "announce": AnnounceForm, "confirm": ConfirmForm}


@dataclass(frozen=True)
class Line:
    """A year on the overview."""

    year: int
    state: str
    closing: Closing | None
    reopening: Reopening | None
    proposal: Proposal | None
    obstacles: int


@bp.get("/closing")
def index() -> str:
    """Every year since the first edition, newest first: running, closable, how far its decision is, closed."""
    proposals, undone = queries.proposals(), {one.year: row for one, row in awards.closings() if row}
    lines = [_line(year, proposals.get(year), undone.get(year)) for year in years()]
    return render_template("closing/index.html", lines=lines, name_of=name_of)


@bp.get(f"/closing/{YEAR}")
def show(year: int) -> str:
    """What closing the year would freeze or, once it is closed, what was frozen."""
    return _page(year)


@bp.post(f"/closing/{YEAR}/propose")
def propose(year: int) -> ResponseReturnValue:
    """Put the closing forward."""
    known(year)
    form = ProposeForm()
    status = carried_out(form, lambda: operations.propose(year))
    return _done(year, status, gettext("已提出关闭提案，请另一人办理下一步"), propose=form)


@bp.post(f"/closing/{YEAR}/check")
def check(year: int) -> ResponseReturnValue:
    """Pass the proposal or return it."""
    known(year)
    form = CheckForm()
    status = carried_out(
        form, lambda: operations.check(year, form.proposal.data, form.verdict.data, form.remarks.data or "")
    )
    return _done(year, status, gettext("审核意见已登记"), check=form)


@bp.post(f"/closing/{YEAR}/announce")
def announce(year: int) -> ResponseReturnValue:
    """Begin the public notice."""
    known(year)
    form = AnnounceForm()
    status = carried_out(form, lambda: operations.announce(year, form.proposal.data, form.names.data))
    return _done(year, status, gettext("已开始公示，全院可在公示页查看"), announce=form)


@bp.post(f"/closing/{YEAR}/confirm")
def confirm(year: int) -> ResponseReturnValue:
    """Freeze the year."""
    known(year)
    form = ConfirmForm()
    status = carried_out(form, lambda: _confirm(year, form))
    return _done(year, status, gettext("%(year)s 年度已关闭，结果已封存", year=year), confirm=form)


def _confirm(year: int, form: ConfirmForm) -> None:
    operations.confirm(year, form.proposal.data, form.document_no.data, form.decided_on.data)


def _done(year: int, status: int, words: str, **form: Any) -> ResponseReturnValue:
    if status != 303:
        return _page(year, **form), status
    flash(words)
    return redirect(url_for("closing.show", year=year), 303)


def _line(year: int, proposal: Proposal | None, undone: Reopening | None) -> Line:
    closing = awards.closing_of(year)
    if closing:
        return Line(year, "closed", closing, None, proposal, 0)
    open_round = proposal if proposal and proposal.round == awards.rounds_of(year) + 1 else None
    if year >= today().year:
        return Line(year, "running", None, undone, None, 0)
    obstacles = len(queries.obstacles(year))
    step = queries.course(open_round).step(today()) if open_round else "ready"
    return Line(year, "waiting" if obstacles else step, None, undone, open_round, obstacles)


def _page(year: int, **forms: Any) -> str:
    known(year)
    closing = awards.closing_of(year)
    rounds = [(one, undone) for one, undone in awards.closings() if one.year == year]
    common = {"year": year, "rounds": rounds, "name_of": name_of}
    if closing:
        return render_template("closing/closed.html", closing=closing, **common, **frozen(closing))
    proposal = queries.proposal_of(year)
    return render_template(
        "closing/open.html",
        obstacles=[(one.saying, _address(one.endpoint)) for one in queries.obstacles(year)],
        proposal=proposal,
        self_rated=queries.asks_for_self_rating(year),
        **{**_blank_forms(proposal), **forms},
        **common,
        **preview(year),
        **standing(year, proposal),
    )


def _blank_forms(proposal: Proposal | None) -> dict[str, Any]:
    looked_at = proposal.id if proposal else None
    return {name: form(formdata=None, proposal=looked_at, decided_on=today()) for name, form in FORMS.items()}


def _address(endpoint: str) -> str:
    return url_for(endpoint) if endpoint in current_app.view_functions and may(endpoint) else ""


STATES = {
    "running": (say("进行中"), "plain"),
    "waiting": (say("还有未完成的事"), "gold"),
    "ready": (say("可以提出关闭"), "jade"),
    "returned": (say("提案被退回"), "red"),
    "check": (say("待另一人审核"), "gold"),
    "announce": (say("待公示"), "gold"),
    "notice": (say("公示中"), "jade"),
    "answer": (say("异议待答复"), "red"),
    "renew": (say("待重新提出"), "gold"),
    "confirm": (say("待另一人确认"), "gold"),
    "closed": (say("已关闭"), "red"),
}
bp.add_app_template_global(STATES, "closing_states")
