"""Before it counts: the rows of a sheet as they will be submitted, submitting them, putting the draft away."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.recording import Fact
from hospital_integrity.scoring import operations, queries
from hospital_integrity.scoring.forms import DraftForm
from hospital_integrity.scoring.models import ScoreSheet
from hospital_integrity.scoring.views import sums
from hospital_integrity.scoring.views.blueprint import ID, bp, marks_address, open_draft
from hospital_integrity.scoring.views.long import LONG, submit_later

SHOWN = 200


@bp.get(f"/scoring/sheets/{ID}/review")
def review(id: int) -> ResponseReturnValue:
    """The rows of a sheet as they will be, or were, submitted."""
    draft = open_draft(id)
    if draft.kind == "ballots":
        return redirect(url_for("scoring.ballots", id=id), 303)
    if draft.kind == "marks":
        return redirect(marks_address(draft), 303)
    return _page(draft, DraftForm(formdata=None, version=draft.version))


@bp.post(f"/scoring/sheets/{ID}/submit")
def submit(id: int) -> ResponseReturnValue:
    """Submit a draft as it stands."""
    draft, form = open_draft(id), DraftForm()
    if draft.kind in ("marks", "ballots"):
        abort(404)
    if len(draft.rows) > LONG and draft.state == "open" and form.validate():
        return submit_later(id, form.version.data or 0, len(draft.rows), form.nonce.data)
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
    told = sums.told(draft.rows)
    twice = {place_in(nonce) for nonce in queries.alike(told["facts"])} if draft.state == "open" else set()
    shown = draft.rows[:SHOWN]
    return render_template(
        "scoring/review.html",
        draft=draft,
        form=form,
        names={item.key: item.name for item in edition_of(today().year).items.values()},
        people={n: p.name for n, p in departments.staff_by_numbers({row["number"] for row in shown}).items()},
        places=_places(told["facts"]),
        shown=list(zip(shown, told["lines"], strict=False)),
        twice=twice,
        figures=_figures(told, twice),
    )


def _places(facts: list[Fact]) -> dict[int, str]:
    """Where each row will be recorded: of a person the department of the day, whatever sheet it was typed into."""
    names = departments.departments_by_id({fact.department_id for fact in facts})
    return {place_in(fact.nonce): names[fact.department_id].name for fact in facts if fact.department_id in names}


def place_in(nonce: str) -> int:
    """Which row of the sheet a fact was made of."""
    return int(nonce.rpartition("-")[2])


def _figures(told: dict[str, Any], twice: set[int]) -> list[tuple[Any, str]]:
    facts = told["facts"]
    bad = told["count"] - len(facts)
    figures = [
        (len({fact.staff_id for fact in facts} - {None}), gettext("人")),
        (len({fact.department_id for fact in facts}), gettext("个科室")),
        (told["total"], gettext("封顶前")),
    ]
    more = [(bad, gettext("行还要改")), (len(twice), gettext("行台账里已有相同的"))]
    return [*figures, *(pair for pair in more if pair[0])]
