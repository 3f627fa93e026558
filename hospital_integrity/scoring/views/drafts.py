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
from hospital_integrity.rules.scoresheet import Row
from hospital_integrity.scoring import operations
from hospital_integrity.scoring.forms import MarksForm, SheetForm
from hospital_integrity.scoring.operations import Saved
from hospital_integrity.scoring.queries import About
from hospital_integrity.scoring.views import sums
from hospital_integrity.scoring.views.blueprint import asked_about, bp, number_in, open_draft, title_of
from hospital_integrity.scoring.views.sheets import sent_version, sheet_form, typed_rows

STATES = ("open", "submitted", "dropped")


@bp.post("/scoring/autosave")
def autosave() -> ResponseReturnValue:
    """Keep what is typed; 409 with words when somebody else changed the draft meanwhile (both are kept then)."""
    sheet_id = number_in("sheet_id")
    draft = open_draft(sheet_id, STATES) if sheet_id else None
    about = About(draft.kind, draft.department_id, draft.item, draft.year) if draft else asked_about()
    form = sheet_form()
    if not form.validate():
        return jsonify(words=gettext("没有保存：页面已过期，或者行数太多")), 422
    typed = typed_rows(form, about)
    told = sums.told([row for _, row in typed])
    lines = {entry.name: line for (entry, _), line in zip(typed, told["lines"], strict=True)}
    shown = {"lines": lines, "total": told["total"], "count": told["count"]}
    return kept_answer(form, title_of(about), [row for _, row in typed], about, shown)


def kept_answer(
    form: SheetForm | MarksForm,
    title: str,
    rows: list[Row],
    about: About,
    told: dict[str, Any],
    address: str | None = None,
) -> ResponseReturnValue:
    """Keep the rows quietly, and say how that went: where they are now, and what they come to."""
    try:
        saved = operations.autosave(
            form.nonce.data, title, rows, about, reach(), number_in("sheet_id"), sent_version(form)
        )
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return jsonify(words=spoken(refused.saying)), 422
    except IntegrityError:
        db.session.rollback()
        return jsonify(words=gettext("正在保存，请稍候")), 503
    return jsonify(**told, **_kept(saved, address)), 409 if saved.conflict else 200


def _kept(saved: Saved, address: str | None) -> dict[str, Any]:
    if saved.sheet is None:
        return {"words": ""}
    words = gettext("已自动保存 %(time)s", time=_time())
    return {
        "words": spoken(saved.conflict) if saved.conflict else words,
        "sheet": saved.sheet.id,
        "version": saved.sheet.version,
        "address": url_for("scoring.edit", id=saved.sheet.id) if address is None else address,
    }


def _time() -> str:
    return f"{clock.now().replace(tzinfo=UTC).astimezone(clock.CHINA):%H:%M}"
