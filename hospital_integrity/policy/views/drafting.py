"""Beginning a draft, changing its text, checking a text."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.forms import Upload
from hospital_integrity.policy import operations, queries
from hospital_integrity.policy.forms import BeginForm, CloneForm, TextForm
from hospital_integrity.policy.views.blueprint import bp, open_draft, tabs
from hospital_integrity.policy.views.readable import DRAWING, place_words
from hospital_integrity.policy.views.refusals import refused_planes
from hospital_integrity.rules.edition import BadEdition, parse
from hospital_integrity.rules.saying import Refused


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
        return render_template("policy/new.html", form=form, place_words=place_words), status
    return redirect(url_for("policy.draft", draft_id=made[0]), 303)


@bp.post("/drafts/clone")
def clone() -> ResponseReturnValue:
    """A draft for the next year from the newest edition, by one button."""
    form, made = CloneForm(), []

    def begin() -> None:
        made.append(operations.new_draft(queries.beginning(queries.newest(), today().year)).id)

    if carried_out(form, begin) != 303:
        return redirect(url_for("policy.list"), 303)
    flash(gettext("已照最新一版起草，年度和编号已改为下一年"))
    return redirect(url_for("policy.draft", draft_id=made[0]), 303)


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


@bp.route("/drafts/<int:draft_id>/edit", methods=["GET", "POST"])
def edit_draft(draft_id: int) -> ResponseReturnValue:
    """Change the text of a draft; a text that isn't sound stays in the form, with its problems."""
    row = open_draft(draft_id)
    form = TextForm(data={"version": row.version, "text": row.text})
    status = carried_out(form, lambda: operations.save_draft(row.id, form.version.data, _lines(form.text.data)))
    if status != 303:
        return _text_page(draft_id, form, False), status
    flash(gettext("草稿已保存"))
    return redirect(url_for("policy.draft", draft_id=draft_id), 303)


@bp.post("/drafts/<int:draft_id>/check")
def check_draft(draft_id: int) -> ResponseReturnValue:
    """Say what is wrong with a text, and keep nothing."""
    open_draft(draft_id)
    form = TextForm()
    sound = form.validate() and _is_sound(form)
    return _text_page(draft_id, form, sound), 200 if sound else 422


def _text_page(draft_id: int, form: TextForm, sound: bool) -> str:
    refused = refused_planes(_lines(form.text.data), form.problems)
    told = {"tabs": tabs(draft_id, "text"), "place_words": place_words, "refused": refused, **DRAWING}
    return render_template("policy/edit.html", row=queries.draft(draft_id), form=form, sound=sound, **told)


def _is_sound(form: TextForm) -> bool:
    try:
        form.problems = queries.hindrances(parse(_lines(form.text.data)), today().year)
    except BadEdition as refused:
        form.problems = refused.problems
    return not form.problems
