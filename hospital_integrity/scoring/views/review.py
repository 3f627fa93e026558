"""Before it counts: the rows of a sheet as they will be submitted, submitting them, putting the draft away."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.scoring import operations
from hospital_integrity.scoring.forms import DraftForm
from hospital_integrity.scoring.models import ScoreSheet
from hospital_integrity.scoring.views import sums
from hospital_integrity.scoring.views.blueprint import ID, bp, open_draft

SHOWN = 200


@bp.get(f"/scoring/sheets/{ID}/review")
def review(id: int) -> ResponseReturnValue:
    """The rows of a sheet as they will be, or were, submitted."""
    draft = open_draft(id)
    if draft.kind == "marks":
        return redirect(url_for("scoring.marks", year=draft.year, sheet=draft.item), 303)
    return _page(draft, DraftForm(formdata=None, version=draft.version))


@bp.post(f"/scoring/sheets/{ID}/submit")
def submit(id: int) -> ResponseReturnValue:
    """Submit a draft as it stands."""
    draft, form = open_draft(id), DraftForm()
    status = carried_out(form, lambda: operations.submit(id, form.version.data or 0, None, reach()))
    if status != 303:
        return _page(draft, form), status
    flash(gettext("已提交，全部写入台账"))
    return redirect(url_for("scoring.review", id=id), 303)


@bp.post(f"/scoring/sheets/{ID}/drop")
def drop(id: int) -> ResponseReturnValue:
    """Put a draft away."""
    open_draft(id)
    form = DraftForm()
    status = carried_out(form, lambda: operations.drop(id, form.version.data or 0, reach()))
    flash(
        gettext("草稿已作废") if status == 303 else gettext("草稿已经变化，请刷新后再试"),
        "" if status == 303 else "warn",
    )
    return redirect(url_for("scoring.index"), 303)


def _page(draft: ScoreSheet, form: Any) -> str:
    names = {item.key: item.name for item in edition_of(today().year).items.values()}
    told = sums.told(draft.rows)
    shown = list(zip(draft.rows[:SHOWN], told["lines"], strict=False))
    return render_template("scoring/review.html", draft=draft, form=form, names=names, shown=shown, told=told)
