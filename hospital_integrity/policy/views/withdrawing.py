"""Withdrawing an edition that hasn't taken effect yet: proposed by one, decided by another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.policy import operations, queries
from hospital_integrity.policy.forms import DecideForm, RecallForm
from hospital_integrity.policy.models import EditionRecall
from hospital_integrity.policy.views.blueprint import bp
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.succession import why_not_withdrawn


@dataclass(frozen=True)
class Recall:
    """What a page says about withdrawing an edition: why it can't be, what waits, what was decided before."""

    why_not: Saying | None
    waiting: EditionRecall | None
    own: bool
    past: list[EditionRecall]


def recall_of(row: Any) -> Recall:
    """How things stand with the withdrawal of an edition."""
    known = queries.recalls(row.id)
    waiting = next((one for one in known if one.decision is None), None)
    own = waiting is not None and waiting.asked_by == asker().account_id
    return Recall(why_not_withdrawn(row.year, today().year), waiting, own, [one for one in known if one.decision])


@bp.route("/<int:edition_id>/recall", methods=["GET", "POST"])
def recall(edition_id: int) -> ResponseReturnValue:
    """Propose that an edition be withdrawn."""
    row = queries.edition_row(edition_id) or abort(404)
    form = RecallForm()
    status = carried_out(form, lambda: operations.propose_recall(row.id, form.reason.data))
    if status != 303:
        return _page(edition_id, form), status
    flash(gettext("已提出撤回，请另一人确认"))
    return redirect(url_for("policy.show", edition_id=edition_id), 303)


@bp.post("/<int:edition_id>/recall/decide")
def decide_recall(edition_id: int) -> ResponseReturnValue:
    """Withdraw an edition, or keep it."""
    waiting = queries.open_recall(edition_id) or abort(404)
    form = DecideForm()
    status = carried_out(form, lambda: operations.decide_recall(waiting.id, granted=form.granted.data == "yes"))
    if status != 303:
        return _page(edition_id, form), status
    flash(gettext("已撤回，前一版继续施行") if form.granted.data == "yes" else gettext("不撤回，这一版照旧"))
    return redirect(url_for("policy.show", edition_id=edition_id), 303)


def _page(edition_id: int, form: Any) -> str:
    row = queries.edition_row(edition_id)
    told = {"recall": recall_of(row), "withdrawn": queries.is_withdrawn(edition_id)}
    return render_template("policy/recall.html", row=row, form=form, decide=DecideForm(formdata=None), **told)
