"""The steps of a case, each one POST from its page."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.deeds import carried_out
from hospital_integrity.forms import spoken, takes_files
from hospital_integrity.intake import operations
from hospital_integrity.intake.forms import PassForm
from hospital_integrity.intake.views.blueprint import ID, TAKEN, bp, case_or_404, shown, step_form
from hospital_integrity.rules.intake import STEPS

VERB = f"<any({','.join(TAKEN)}):verb>"


@bp.post(f"/{ID}/steps/{VERB}")
@takes_files
def step(id: int, verb: str) -> ResponseReturnValue:
    """Pass on, accept, tell, close, reopen."""
    case_or_404(id)
    form = step_form(verb)
    to = form.to if isinstance(form, PassForm) else None
    status = carried_out(
        form,
        lambda: operations.step(
            id, form.seen, verb, form.words.data or "", form.nonce.data, to.data if to else None, form.files.data
        ),
    )
    if status != 303:
        row = case_or_404(id)
        form.version.data = str(row.version)  # the page shows the case as it is now; that is what is acted on next
        return shown(row, **{verb: form}), status
    flash(gettext("已办理：%(step)s", step=spoken(STEPS[verb])))
    return redirect(url_for("intake.show", id=id), 303)
