"""Screens of policy: editions in force, drafts with their problems, publication by a second person."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.forms import Upload
from hospital_integrity.policy import operations, queries
from hospital_integrity.policy.forms import BeginForm, PublishForm, TextForm
from hospital_integrity.rules.edition import BadEdition, Edition, parse
from hospital_integrity.rules.explanation import shown
from hospital_integrity.rules.fold import STEPS
from hospital_integrity.rules.interval import Interval
from hospital_integrity.rules.plane import planes
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.scheme import ITEM_KINDS, KINDS

bp = Blueprint("policy", __name__, url_prefix="/policy")


@bp.get("/", endpoint="list")
def index() -> str:
    """Editions, and drafts for those who work on them."""
    rows = queries.editions()
    in_force = next((row.id for row in rows if row.year <= today().year), None)
    return render_template("policy/list.html", editions=rows, in_force=in_force, drafts=queries.drafts())


@bp.get("/<int:edition_id>")
def show(edition_id: int) -> str:
    """One edition in words and pictures, with its text."""
    row = queries.edition_row(edition_id) or abort(404)
    return render_template("policy/show.html", row=row, **_readable(queries.edition_in(row)))


@bp.get("/<int:edition_id>/edition.toml")
def download(edition_id: int) -> Response:
    """The text as it was published, byte for byte."""
    row = queries.edition_row(edition_id) or abort(404)
    named = {"Content-Disposition": f'attachment; filename="{row.code}.toml"'}
    return Response(row.text, mimetype="application/toml", headers=named)


def _readable(edition: Edition) -> dict[str, Any]:
    """What the templates need to show an edition to people."""
    items = {kind: [item for item in edition.items.values() if item.kind == kind] for kind in ITEM_KINDS}
    schemes = [edition.schemes[kind] for kind in KINDS if kind in edition.schemes]
    return {"edition": edition, "schemes": schemes, "items": items, "steps": STEPS, "planes": planes, "span": _span}


def _span(interval: Interval, name: str) -> str:
    """An interval as people read it: 80 ≤ 得分 < 90."""
    if interval.low is not None and interval.low == interval.high:
        return f"{name} = {shown(interval.low)}"
    low = "" if interval.low is None else f"{shown(interval.low)} {'≤' if interval.low_closed else '<'} "
    high = "" if interval.high is None else f" {'≤' if interval.high_closed else '<'} {shown(interval.high)}"
    return f"{low}{name}{high}"


@bp.route("/drafts/new", methods=["GET", "POST"])
def new_draft() -> ResponseReturnValue:
    """Begin a draft: blank, from an edition, or with a text from elsewhere."""
    form, made = BeginForm(data={"start": request.args.get("start", "blank")}), []
    rows = {str(row.id): row for row in queries.editions()}
    form.start.choices = [("blank", gettext("空白办法")), *((key, _label(row)) for key, row in rows.items())]

    def begin() -> None:
        text = _given(form) or queries.beginning(rows.get(form.start.data), today().year)
        made.append(operations.new_draft(text).id)

    status = carried_out(form, begin)
    if status != 303:
        return render_template("policy/new.html", form=form), status
    return redirect(url_for("policy.edit_draft", draft_id=made[0]), 303)


def _label(row: Any) -> str:
    words: str = gettext("沿用 %(year)s 年《%(title)s》", year=row.year, title=row.title)
    return words


def _given(form: BeginForm) -> str:
    return _decoded(form.file.data) if form.file.data else _lines(form.text.data)


def _decoded(upload: Upload) -> str:
    try:
        return upload.data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused("文件不是 UTF-8 编码的文本，请另存为 UTF-8 后再上传") from None


def _lines(text: str | None) -> str:
    return f"{text}\n" if text else ""


def _open_draft(draft_id: int) -> Any:
    row = queries.draft(draft_id)
    return row if row and row.published_as is None else abort(404)


@bp.get("/drafts/<int:draft_id>")
def draft(draft_id: int) -> str:
    """A draft as it would be published, with what still hinders that."""
    return _draft_page(_open_draft(draft_id))


def _draft_page(row: Any, form: PublishForm | None = None) -> str:
    edition = parse(row.text)
    form = form or PublishForm(formdata=None, data={"version": row.version})
    found, wrote = queries.hindrances(edition, today().year), asker().account_id in queries.writers(row)
    return render_template("policy/draft.html", row=row, form=form, hindrances=found, wrote=wrote, **_readable(edition))


@bp.route("/drafts/<int:draft_id>/edit", methods=["GET", "POST"])
def edit_draft(draft_id: int) -> ResponseReturnValue:
    """Change the text of a draft; a text that isn't sound stays in the form, with its problems."""
    row = _open_draft(draft_id)
    form = TextForm(data={"version": row.version, "text": row.text})
    status = carried_out(form, lambda: operations.save_draft(row.id, form.version.data, _lines(form.text.data)))
    if status != 303:
        return render_template("policy/edit.html", row=queries.draft(draft_id), form=form), status
    flash(gettext("草稿已保存"))
    return redirect(url_for("policy.draft", draft_id=draft_id), 303)


@bp.post("/drafts/<int:draft_id>/check")
def check_draft(draft_id: int) -> ResponseReturnValue:
    """Say what is wrong with a text, and keep nothing."""
    row, form = _open_draft(draft_id), TextForm()
    sound = form.validate() and _is_sound(form)
    return render_template("policy/edit.html", row=row, form=form, sound=sound), 200 if sound else 422


def _is_sound(form: TextForm) -> bool:
    try:
        form.problems = queries.hindrances(parse(_lines(form.text.data)), today().year)
    except BadEdition as refused:
        form.problems = refused.problems
    return not form.problems


@bp.post("/drafts/<int:draft_id>/publish")
def publish(draft_id: int) -> ResponseReturnValue:
    """Publish a draft; only by somebody who never wrote on it."""
    row, form, made = _open_draft(draft_id), PublishForm(), []
    status = carried_out(form, lambda: made.append(operations.publish(row.id, form.version.data).id))
    if status != 303:
        return _draft_page(_open_draft(draft_id), form), status
    flash(gettext("评分办法已发布，自当年 1 月 1 日起施行"))
    return redirect(url_for("policy.show", edition_id=made[0]), 303)
