"""Published parts on screen: choose an edition and a file, see what it comes to, take it away. Nothing is stored."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from dataclasses import replace
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import may
from hospital_integrity.policy import queries as policy
from hospital_integrity.ratings import queries
from hospital_integrity.ratings.forms import PartsForm
from hospital_integrity.ratings.views.blueprint import bp
from hospital_integrity.rules.edition import BadEdition, Edition
from hospital_integrity.rules.parts_file import BadParts
from hospital_integrity.rules.saying import Refused

EXAMPLE = "hospital-parts-2021"
SHOWN = 200
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@bp.route("/parts", methods=["GET", "POST"])
def parts() -> ResponseReturnValue:
    """Rate a file of published parts."""
    form = PartsForm()
    form.edition.choices = _choices()
    page: dict[str, Any] = {}
    if form.validate_on_submit():
        try:
            page = _found(queries.rated_file(_edition(form), *_file(form), most=queries.MOST_ON_SCREEN))
        except Refused as refused:
            form.refuse(refused)
            page = _problems(refused)
    return render_template("ratings/parts.html", form=form, **page), 422 if form.errors else 200


def _choices() -> list[tuple[str, str]]:
    drafts = policy.drafts() if may("policy.draft") else []
    published = [(f"edition-{row.id}", row.title) for row in policy.editions()]
    written = [(f"draft-{row.id}", gettext("草稿：%(title)s", title=row.title)) for row in drafts]
    return [(EXAMPLE, gettext("示例：2021 年公布的医院综合星级")), *published, *written]


def _edition(form: PartsForm) -> Edition:
    if form.text.data is not None:
        return queries.edition_from(form.text.data.data)
    kind, _, number = form.edition.data.partition("-")
    if kind == "draft":
        draft = policy.draft(int(number))
        return queries.edition_from((draft.text if draft else "").encode())
    row = policy.edition_row(int(number)) if kind == "edition" else None
    return policy.edition_in(row) if row else queries.edition_from((policy.SHIPPED / f"{EXAMPLE}.toml").read_bytes())


def _file(form: PartsForm) -> tuple[bytes, str]:
    return form.file.data.data, form.file.data.name


def _found(found: queries.RatedFile) -> dict[str, Any]:
    counts = Counter(result.level for result in found.results)
    levels = [(level.name, counts[level.key]) for level in found.scheme.levels if level.key in counts]
    return {
        "found": found,
        "shown": found.results[:SHOWN],
        "spread": levels + ([(gettext("不评星"), counts[""])] if counts[""] else []),
        "names": {level.key: level for level in found.scheme.levels},
        "answer": b64encode(b"\xef\xbb\xbf" + queries.csv_of(_harmless(found)).encode()).decode(),
    }


def _harmless(found: queries.RatedFile) -> queries.RatedFile:
    # A spreadsheet program would run a subject that looks like a formula.
    results = [
        replace(one, subject=f"'{one.subject}") if one.subject.startswith(FORMULA) else one for one in found.results
    ]
    return replace(found, results=results)


def _problems(refused: Refused) -> dict[str, Any]:
    if isinstance(refused, BadParts):
        return {"cells": refused.problems}
    return {"places": refused.problems} if isinstance(refused, BadEdition) else {}
