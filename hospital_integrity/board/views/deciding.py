"""The decisions of a second person, each one POST from the inner page of an entry."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.board import operations
from hospital_integrity.board.forms import PublishForm, ReasonForm, VersionedForm
from hospital_integrity.board.models import BoardEntry
from hospital_integrity.board.views.blueprint import ID, bp, entry_or_404, inside
from hospital_integrity.deeds import carried_out


@bp.post(f"/board/{ID}/publish")
def publish(id: int) -> ResponseReturnValue:
    """Approve a draft: it is on the board at once."""
    form = PublishForm()
    done = _decided("publish", id, form, lambda: operations.publish(id, form.seen, "yes" in form.noticed.data))
    return done or _back(id, gettext("已发布"))


@bp.post(f"/board/{ID}/return")
def send_back(id: int) -> ResponseReturnValue:
    """Return a draft to its author."""
    form = ReasonForm()
    done = _decided("send_back", id, form, lambda: operations.send_back(id, form.seen, form.reason.data))
    return done or _back(id, gettext("已退回起草人"))


@bp.post(f"/board/{ID}/withdraw")
def withdraw(id: int) -> ResponseReturnValue:
    """Take an entry off the board."""
    form = ReasonForm()
    done = _decided("withdraw", id, form, lambda: operations.withdraw(id, form.seen, form.reason.data))
    return done or _back(id, gettext("已撤下，榜单上不再显示"))


def _decided(name: str, id: int, form: VersionedForm, deed: Callable[[], BoardEntry]) -> tuple[str, int] | None:
    entry_or_404(id)
    status = carried_out(form, deed)
    if status == 303:
        return None
    row = entry_or_404(id)
    form.version.data = str(row.version)  # the page shows the entry as it is now, and that is what is decided on next
    return inside(row, **{name: form}), status


def _back(id: int, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("board.show", id=id), 303)
