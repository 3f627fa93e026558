"""Reading editions and drafts: what is in force, one edition in words and pictures, a draft with what hinders it."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.policy import operations, queries
from hospital_integrity.policy.forms import CloneForm, DecideForm, PublishForm
from hospital_integrity.policy.views.blueprint import bp, open_draft, tabs
from hospital_integrity.policy.views.readable import place_words, readable
from hospital_integrity.policy.views.withdrawing import recall_of
from hospital_integrity.rules.edition import parse


@bp.get("/", endpoint="list")
def index() -> str:
    """Editions, and drafts for those who work on them."""
    rows = queries.editions()
    in_force = next((row.id for row in rows if row.year <= today().year), None)
    return render_template(
        "policy/list.html",
        editions=rows,
        in_force=in_force,
        withdrawn=queries.withdrawn(),
        drafts=queries.drafts(),
        clone=CloneForm(formdata=None) if rows else None,
    )


@bp.get("/<int:edition_id>")
def show(edition_id: int) -> str:
    """One edition in words and pictures, with its text."""
    row = queries.edition_row(edition_id) or abort(404)
    others = [one for one in queries.editions() if one.id != row.id]
    before = next((one for one in others if one.year < row.year), None)
    told = {
        "recall": recall_of(row),
        "withdrawn": queries.is_withdrawn(row.id),
        "before": before,
        "decide": DecideForm(formdata=None),
    }
    return render_template("policy/show.html", row=row, **told, **readable(queries.edition_in(row)))


@bp.get("/<int:edition_id>/edition.toml")
def download(edition_id: int) -> Response:
    """The text as it was published, byte for byte."""
    row = queries.edition_row(edition_id) or abort(404)
    named = {"Content-Disposition": f'attachment; filename="{row.code}.toml"'}
    return Response(row.text, mimetype="application/toml", headers=named)


@bp.get("/drafts/<int:draft_id>")
def draft(draft_id: int) -> str:
    """A draft as it would be published, with what still hinders that."""
    return _draft_page(open_draft(draft_id))


def _draft_page(row: Any, form: PublishForm | None = None) -> str:
    edition = parse(row.text)
    form = form or PublishForm(formdata=None, data={"version": row.version})
    return render_template(
        "policy/draft.html",
        row=row,
        form=form,
        hindrances=queries.hindrances(edition, today().year),
        wrote=asker().account_id in queries.writers(row),
        tabs=tabs(row.id, ""),
        place_words=place_words,
        newest=queries.newest(),
        **readable(edition),
    )


@bp.post("/drafts/<int:draft_id>/publish")
def publish(draft_id: int) -> ResponseReturnValue:
    """Publish a draft; only by somebody who never wrote on it."""
    row, form, made = open_draft(draft_id), PublishForm(), []
    status = carried_out(form, lambda: made.append(operations.publish(row.id, form.version.data).id))
    if status != 303:
        return _draft_page(open_draft(draft_id), form), status
    flash(gettext("评分办法已发布，自当年 1 月 1 日起施行"))
    return redirect(url_for("policy.show", edition_id=made[0]), 303)
