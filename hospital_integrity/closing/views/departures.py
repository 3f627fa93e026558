"""Proposed results one by one, and departures from them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.forms import AgreeForm, DepartForm
from hospital_integrity.closing.models import Departure
from hospital_integrity.closing.views.blueprint import ID, KIND, YEAR, bp, found, known, name_of
from hospital_integrity.deeds import carried_out
from hospital_integrity.policy import queries as policy
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.transition import NAMES

EARNED = "-"


@bp.get(f"/closing/{YEAR}/results")
def results(year: int) -> str:
    """Every result as the newest proposal has it."""
    known(year)
    proposal = found(queries.proposal_of(year))
    schemes = policy.edition_of(year).schemes
    kind = request.args.get("kind", "")
    kind = kind if kind in schemes else "department"
    return render_template(
        "closing/results.html",
        year=year,
        kind=kind,
        kinds=[
            (one.name, url_for("closing.results", year=year, kind=key), key == kind) for key, one in schemes.items()
        ],
        page=queries.results_page(proposal.id, kind, request.args.get("page", 1, type=int)),
        departures=queries.departures_in_force(year),
        moves=NAMES,
    )


@bp.route(f"/closing/{YEAR}/results/{KIND}/{ID}", methods=["GET", "POST"])
def depart(year: int, kind: str, id: int) -> ResponseReturnValue:
    """One proposed result: what each other level would come to, and the proposal to depart from it."""
    known(year)
    proposal = found(queries.proposal_of(year))
    result, form = found(queries.result(proposal.id, kind, id)), DepartForm()
    scheme = policy.edition_of(year).schemes[kind]
    form.level.choices = [(one.key, one.name) for one in scheme.levels] + [(EARNED, gettext("回到计算结果"))]
    status = carried_out(form, lambda: _depart(year, kind, id, form))
    if status == 303:
        flash(gettext("调整建议已登记，须另一人附议后才生效"))
        return redirect(url_for("closing.show", year=year), 303)
    history = [one for one in queries.departures(year) if (one.subject_kind, one.subject_id) == (kind, id)]
    return render_template(
        "closing/depart.html",
        year=year,
        result=result,
        form=form,
        effects=queries.effects(year, kind, id),
        history=history,
        level_names={one.key: one.name for one in scheme.levels},
        name_of=name_of,
    ), status


def _depart(year: int, kind: str, id: int, form: DepartForm) -> Any:
    level = None if form.level.data == EARNED else form.level.data
    return operations.depart(year, kind, id, level, form.reason.data or "")


@bp.post(f"/closing/departures/{ID}/agree")
def agree(id: int) -> ResponseReturnValue:
    """The second person agrees."""
    return _answered(id, operations.agree, gettext("已附议。结果有变动，请重新提出提案"))


@bp.post(f"/closing/departures/{ID}/drop")
def drop(id: int) -> ResponseReturnValue:
    """The departure is dropped."""
    return _answered(id, operations.drop, gettext("调整建议已撤销"))


def _answered(id: int, deed: Any, words: str) -> ResponseReturnValue:
    row = found(queries.departure(id))
    form, year = AgreeForm(), row.year
    if carried_out(form, lambda: deed(id)) == 303:
        flash(words)
    else:
        flash(" ".join(str(one) for one in form.form_errors) or gettext("页面已过期，请刷新后重新提交"), "error")
    return redirect(url_for("closing.show", year=year), 303)


def why_not_agree(row: Departure) -> bool:
    """Whether the asker proposed it and so can't agree to it."""
    return row.proposed_by is not None and row.proposed_by == asker().account_id


def level_name(year: int, row: Departure) -> str:
    """What a departure asks for, in words."""
    if row.level is None:
        return gettext("回到计算结果")
    return policy.edition_of(year).schemes[row.subject_kind].level_by_key[row.level].name


bp.add_app_template_global(why_not_agree, "own_departure")
bp.add_app_template_global(level_name, "level_name")
bp.add_app_template_global(lambda pool: CATEGORIES.get(pool, pool), "pool_name")
