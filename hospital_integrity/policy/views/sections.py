"""A draft changed on the screen, sections as forms, items one by one: only what changed is written into the text."""

from __future__ import annotations

import tomllib
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.deeds import carried_out
from hospital_integrity.policy import operations, queries
from hospital_integrity.policy.forms import SECTIONS, RemoveForm, SectionForm, item_form, section_form
from hospital_integrity.policy.forms.places import complaints
from hospital_integrity.policy.views.blueprint import SCHEMES, bp, inner_tabs, open_draft, tabs
from hospital_integrity.policy.views.readable import DRAWING, place_words, readable
from hospital_integrity.policy.views.refusals import refused_planes_of
from hospital_integrity.rules.edition import parse

KEYS = ", ".join(f'"{key}"' for key in SECTIONS)


@bp.route(f"/drafts/<int:draft_id>/<any({KEYS}):section>", methods=["GET", "POST"])
def edit_section(draft_id: int, section: str) -> ResponseReturnValue:
    """Change one section of a draft; what isn't sound stays in the fields, each problem beside its field."""
    row, asked = open_draft(draft_id), SECTIONS[section]
    edition, content = parse(row.text), tomllib.loads(row.text)
    if asked.kind and asked.kind not in edition.schemes:
        return render_template("policy/no_scheme.html", row=row, tabs=tabs(draft_id, section))
    form = section_form(asked, edition, content, row.version)
    status = _saved(draft_id, form)
    if status == 303:
        flash(gettext("草稿已保存"))
        return redirect(url_for("policy.edit_section", draft_id=draft_id, section=section), 303)
    told = {"section": asked, "scheme": SCHEMES.get(asked.kind), "inner": inner_tabs(draft_id, section)}
    told["refused"] = refused_planes_of(form, content) if form.problems else []
    return _page("policy/section.html", draft_id, section, form, **told), status


def _saved(draft_id: int, form: SectionForm) -> int:
    return carried_out(form, lambda: operations.change_draft(draft_id, form.version.data, form.changed))


def _page(template: str, draft_id: int, here: str, form: Any, **told: Any) -> str:
    row = queries.draft(draft_id)
    told |= {"tabs": tabs(draft_id, here), "place_words": place_words, "complaints": list(complaints(form))}
    return render_template(template, row=row, form=form, **told, **DRAWING)


@bp.get("/drafts/<int:draft_id>/items")
def items(draft_id: int) -> str:
    """All items of a draft, to look for one and change it."""
    row = open_draft(draft_id)
    told = readable(parse(row.text))
    known = {item.key for one in queries.editions() for item in queries.edition_in(one).items.values()}
    sought = request.args.get("q", "").strip()[:40]
    found = {kind: [one for one in those if _matches(one, sought)] for kind, those in told["items"].items()}
    remove = RemoveForm(formdata=None, data={"version": row.version})
    told |= {"items": found, "known": known, "query": sought}
    return render_template("policy/items.html", row=row, tabs=tabs(draft_id, "items"), remove=remove, **told)


def _matches(item: Any, sought: str) -> bool:
    return not sought or any(sought.lower() in text.lower() for text in (item.key, item.name, item.clause, item.group))


@bp.route("/drafts/<int:draft_id>/items/new", methods=["GET", "POST"])
def new_item(draft_id: int) -> ResponseReturnValue:
    """Add an item to a draft."""
    return _item(draft_id, "")


@bp.route("/drafts/<int:draft_id>/items/<key>", methods=["GET", "POST"])
def edit_item(draft_id: int, key: str) -> ResponseReturnValue:
    """Change or retire an item of a draft."""
    return _item(draft_id, key)


def _item(draft_id: int, key: str) -> ResponseReturnValue:
    row = open_draft(draft_id)
    edition, content = parse(row.text), tomllib.loads(row.text)
    if key and key not in edition.items:
        abort(404)
    form = item_form(key, edition, content, row.version)
    status = _saved(draft_id, form)
    if status == 303:
        flash(gettext("条目已保存"))
        return redirect(url_for("policy.items", draft_id=draft_id), 303)
    return _page("policy/item.html", draft_id, "items", form, item=edition.items.get(key)), status


@bp.post("/drafts/<int:draft_id>/items/<key>/remove")
def remove_item(draft_id: int, key: str) -> ResponseReturnValue:
    """Take an item out of a draft that no published edition knows."""
    row, form = open_draft(draft_id), RemoveForm()
    status = carried_out(form, lambda: operations.remove_item(row.id, form.version.data, key))
    if status != 303:
        flash(" ".join(map(str, form.form_errors)) or gettext("页面已过期，请刷新后重新提交"), "error")
    else:
        flash(gettext("条目已删去"))
    return redirect(url_for("policy.items", draft_id=draft_id), 303)
