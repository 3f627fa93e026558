"""Self-rating: a head fills it in for the own department, the office sees all beside what was computed."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import reach
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.forms.selfrating import self_rating_form
from hospital_integrity.closing.views.blueprint import ID, YEAR, bp, known
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments


@bp.get(f"/closing/{YEAR}/self-ratings")
def self_ratings(year: int) -> str:
    """Every department's own marks beside the computed ones; a head sees the own department."""
    known(year)
    asked, own = queries.asks_for_self_rating(year), reach()
    rows = queries.self_ratings(year, None if own.everything else own.departments) if asked else {}
    return render_template(
        "closing/self_ratings.html",
        year=year,
        asked=asked,
        rows=sorted(rows.values(), key=lambda one: one.department_id),
        places=departments.departments_by_id(rows),
    )


@bp.route(f"/closing/{YEAR}/self-ratings/{ID}", methods=["GET", "POST"])
def self_rating(year: int, id: int) -> ResponseReturnValue:
    """Fill in the own department's marks."""
    known(year)
    if not queries.asks_for_self_rating(year) or not reach().covers(department_id=id):
        abort(404)
    found = queries.self_ratings(year, [id]).get(id) or abort(404)
    form = self_rating_form(found.rows)(
        data={**{f"h_{row.key}": row.own for row in found.rows}, "comment": found.comment}
    )
    status = carried_out(
        form, lambda: operations.rate_oneself(year, id, form.points(), form.comment.data or "", form.nonce.data or "")
    )
    if status == 303:
        flash(gettext("自评已保存；提出提案前可以再改"))
        return redirect(url_for("closing.self_ratings", year=year), 303)
    (place,) = departments.departments_by_id([id]).values()
    return render_template("closing/self_rating.html", form=form, year=year, found=found, place=place), status
