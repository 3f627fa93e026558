"""Screens of closing: all years, one year with what would be frozen, proposing and confirming."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, may
from hospital_integrity.accounts import queries as accounts
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Closing, Reopening
from hospital_integrity.clock import today
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.forms import ConfirmForm, ProposeForm
from hospital_integrity.closing.models import Proposal
from hospital_integrity.closing.views.shown import frozen, preview
from hospital_integrity.deeds import carried_out
from hospital_integrity.policy import queries as policy
from hospital_integrity.rules.saying import say

bp = Blueprint("closing", __name__)
YEAR = "<int(max=9999):year>"


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
    """Every year since the first edition, newest first: running, closable, proposed, closed."""
    proposals, undone = queries.proposals(), {one.year: row for one, row in awards.closings() if row}
    lines = [_line(year, proposals.get(year), undone.get(year)) for year in _years()]
    return render_template("closing/index.html", lines=lines, name_of=name_of)


@bp.get(f"/closing/{YEAR}")
def show(year: int) -> str:
    """What closing the year would freeze or, once it is closed, what was frozen."""
    return _page(year)


@bp.post(f"/closing/{YEAR}/propose")
def propose(year: int) -> ResponseReturnValue:
    """Put the closing forward."""
    _known(year)
    form = ProposeForm()
    status = carried_out(form, lambda: operations.propose(year))
    if status != 303:
        return _page(year, propose=form), status
    flash(gettext("已提出关闭提案，请另一人确认"))
    return redirect(url_for("closing.show", year=year), 303)


@bp.post(f"/closing/{YEAR}/confirm")
def confirm(year: int) -> ResponseReturnValue:
    """Freeze the year."""
    _known(year)
    form = ConfirmForm()
    status = carried_out(form, lambda: _confirm(year, form))
    if status != 303:
        return _page(year, confirm=form), status
    flash(gettext("%(year)s 年度已关闭，结果已封存", year=year))
    return redirect(url_for("closing.show", year=year), 303)


def _confirm(year: int, form: ConfirmForm) -> None:
    operations.confirm(year, form.proposal.data, form.document_no.data, form.decided_on.data)


def name_of(account_id: int | None) -> str:
    """Who acted; a word for the system where nobody did."""
    person = accounts.account(account_id) if account_id else None
    if person is None:
        return gettext("系统")
    return person.staff.name if person.staff else person.number


def _years() -> list[int]:
    first = min((row.year for row in policy.editions()), default=today().year)
    return list(range(max(today().year, first), first - 1, -1))


def _known(year: int) -> None:
    if year not in _years():
        abort(404)


def _line(year: int, proposal: Proposal | None, undone: Reopening | None) -> Line:
    closing = awards.closing_of(year)
    if closing:
        return Line(year, "closed", closing, None, proposal, 0)
    open_round = proposal if proposal and proposal.round == awards.rounds_of(year) + 1 else None
    if year >= today().year:
        return Line(year, "running", None, undone, None, 0)
    found = len(queries.obstacles(year))
    state = "waiting" if found else "proposed" if open_round else "ready"
    return Line(year, state, None, undone, open_round, found)


def _page(year: int, propose: ProposeForm | None = None, confirm: ConfirmForm | None = None) -> str:
    _known(year)
    closing = awards.closing_of(year)
    rounds = [(one, undone) for one, undone in awards.closings() if one.year == year]
    common = {"year": year, "rounds": rounds, "name_of": name_of}
    if closing:
        return render_template("closing/closed.html", closing=closing, **common, **frozen(closing))
    obstacles = [(one.saying, _address(one.endpoint)) for one in queries.obstacles(year)]
    proposal = queries.proposal_of(year)
    mine = proposal is not None and proposal.proposed_by is not None and proposal.proposed_by == asker().account_id
    return render_template(
        "closing/open.html",
        obstacles=obstacles,
        proposal=proposal,
        mine=mine,
        propose=propose or ProposeForm(formdata=None),
        confirm=confirm or ConfirmForm(formdata=None, proposal=proposal.id if proposal else None, decided_on=today()),
        **common,
        **preview(year),
    )


def _address(endpoint: str) -> str:
    return url_for(endpoint) if endpoint in current_app.view_functions and may(endpoint) else ""


STATES = {
    "running": (say("进行中"), "plain"),
    "waiting": (say("还有未完成的事"), "gold"),
    "ready": (say("可以提出关闭"), "jade"),
    "proposed": (say("待另一人确认"), "gold"),
    "closed": (say("已关闭"), "red"),
}
bp.add_app_template_global(STATES, "closing_states")
