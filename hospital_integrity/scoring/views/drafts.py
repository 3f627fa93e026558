"""What is typed into a sheet is sent here every few seconds; the answer is JSON for static/sheet.js."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from flask import jsonify, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError

from hospital_integrity import clock
from hospital_integrity.access import reach
from hospital_integrity.db import db
from hospital_integrity.forms import spoken
from hospital_integrity.rules.saying import Refused
from hospital_integrity.scoring import operations
from hospital_integrity.scoring.operations import Saved
from hospital_integrity.scoring.queries import About
from hospital_integrity.scoring.views import sums
from hospital_integrity.scoring.views.blueprint import asked_about, bp, number_in, open_draft, title_of
from hospital_integrity.scoring.views.sheets import sent_version, sheet_form, typed_rows

STATES = ("open", "submitted", "dropped")


@bp.post("/scoring/autosave")
def autosave() -> ResponseReturnValue:
    """Keep what is typed; 409 with words when somebody else changed the draft meanwhile (both are kept then)."""
    sheet_id = number_in("sheet")
    draft = open_draft(sheet_id, STATES) if sheet_id else None
    about = About(draft.kind, draft.department_id, draft.item, draft.year) if draft else asked_about()
    form, _ = sheet_form(about)
    if not form.validate():
        return jsonify(words=gettext("没有保存：页面已过期，或者行数太多")), 422
    typed = typed_rows(form, about)
    rows = [row for _, row in typed]
    try:
        saved = operations.autosave(
            form.nonce.data, title_of(about), rows, about, reach(), sheet_id, sent_version(form)
        )
        db.session.commit()
    except (Refused, IntegrityError) as problem:
        db.session.rollback()
        words = spoken(problem.saying) if isinstance(problem, Refused) else gettext("正在保存，请稍候")
        return jsonify(words=words), 422 if isinstance(problem, Refused) else 503
    told = sums.told(rows)
    lines = {entry.name: line for (entry, _), line in zip(typed, told["lines"], strict=True)}
    return jsonify(
        lines=lines, total=told["total"], count=told["count"], **_kept(saved)
    ), 409 if saved.conflict else 200


def _kept(saved: Saved) -> dict[str, Any]:
    words = gettext("已自动保存 %(time)s", time=_time())
    if saved.sheet is None:
        return {"words": ""}
    return {
        "words": spoken(saved.conflict) if saved.conflict else words,
        "sheet": saved.sheet.id,
        "version": saved.sheet.version,
        "address": url_for("scoring.edit", id=saved.sheet.id),
    }


def _time() -> str:
    return f"{clock.now().replace(tzinfo=UTC).astimezone(clock.CHINA):%H:%M}"
