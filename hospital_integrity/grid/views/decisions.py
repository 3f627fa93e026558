"""The office's decisions, each one POST from the work list or from the page of a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.deeds import carried_out
from hospital_integrity.grid import operations, queries
from hospital_integrity.grid.forms import AcceptForm, CloseForm, ReasonForm, SeenForm
from hospital_integrity.grid.views.blueprint import ID, bp, record_or_404
from hospital_integrity.grid.views.records import inside, listed


@bp.post("/records/accept")
def accept() -> ResponseReturnValue:
    """Accept every record that was ticked."""
    form, done = AcceptForm(), []
    status = carried_out(form, lambda: done.extend(operations.accept(form.chosen(request.form.getlist("seen")))))
    if status != 303:
        return listed(form), status
    flash(gettext("已验收 %(n)s 件，写入台账", n=len(done)))
    return redirect(url_for("grid.records", kind=done[0].kind), 303)


@bp.post(f"/records/{ID}/close")
def close(id: int) -> ResponseReturnValue:
    """Close a risk."""
    form = CloseForm()
    done = _decided("close", id, form, lambda: operations.close(id, form.seen, form.points.data))
    return done or _back(id, gettext("已销号，写入台账"))


@bp.post(f"/records/{ID}/return")
def send_back(id: int) -> ResponseReturnValue:
    """Send a record back to its member."""
    form = ReasonForm()
    done = _decided("send_back", id, form, lambda: operations.send_back(id, form.seen, form.reason.data))
    return done or _back(id, gettext("已退回本人"))


@bp.post(f"/records/{ID}/reject")
def reject(id: int) -> ResponseReturnValue:
    """End a record that doesn't count."""
    form = ReasonForm()
    done = _decided("reject", id, form, lambda: operations.reject(id, form.seen, form.reason.data))
    return done or _back(id, gettext("已办结，不予认定"))


def _decided(name: str, id: int, form: SeenForm, deed: Callable[[], Any]) -> tuple[str, int] | None:
    record_or_404(id)
    status = carried_out(form, deed)
    if status == 303:
        return None
    row = record_or_404(id)
    form.version.data = str(row.version)  # the page shows the record as it is now, and that is decided on next
    return inside(row, **{name: form}), status


def _back(id: int, words: str) -> ResponseReturnValue:
    flash(words)
    row = queries.record(id)
    left = queries.waiting().get(row.kind) if row else None
    return redirect(url_for("grid.records", kind=row.kind) if row and left else url_for("grid.show", id=id), 303)
