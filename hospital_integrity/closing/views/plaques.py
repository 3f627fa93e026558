"""Plaques: which are due, handed over, to be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.forms import PlaqueForm
from hospital_integrity.closing.operations import Occasion
from hospital_integrity.closing.views.blueprint import bp, name_of
from hospital_integrity.deeds import carried_out

KINDS = ("department", "grid")
PREFIX = {"due": "due", "hung": "hung"}  # two forms on a page need fields of different names


@bp.get("/plaques")
def plaques() -> str:
    """The list, and the two forms above it."""
    return _page(_kind())


@bp.post("/plaques/grant")
def plaque_grant() -> ResponseReturnValue:
    """Hand over."""
    return _done("due", operations.grant_plaques, gettext("授牌已登记"))


@bp.post("/plaques/take")
def plaque_take() -> ResponseReturnValue:
    """Take back."""
    return _done("hung", operations.take_plaques, gettext("收回已登记"))


def _done(which: str, deed: Callable[..., Any], words: str) -> ResponseReturnValue:
    kind, form = _kind(), PlaqueForm(prefix=PREFIX[which])
    form.awards.choices = _choices(queries.plaques(kind))[which]
    status = carried_out(form, lambda: deed(form.awards.data, _occasion(form)))
    if status != 303:
        return _page(kind, **{which: form}), status
    flash(words)
    return redirect(url_for("closing.plaques", kind=kind), 303)


def _occasion(form: PlaqueForm) -> Occasion:
    return Occasion(form.day.data, form.giver.data, form.receiver.data, form.remark.data or "")


def _kind() -> str:
    kind = request.args.get("kind", "")
    return kind if kind in KINDS else "department"


def _choices(found: list[queries.Standing]) -> dict[str, list[tuple[int, str]]]:
    named = [(one.state, (one.award.id, f"{one.award.name} · {one.award.year}")) for one in found]
    return {
        "due": [pair for state, pair in named if state == "due"],
        "hung": [pair for state, pair in named if state in ("outdated", "hanging")],
    }


def _page(kind: str, **forms: PlaqueForm) -> str:
    found = queries.plaques(kind)
    for which, offered in _choices(found).items():
        form = forms.setdefault(which, PlaqueForm(formdata=None, day=today(), prefix=PREFIX[which]))
        form.awards.choices = offered
    return render_template(
        "closing/plaques.html", kind=kind, rows=found, states=queries.STATES, name_of=name_of, **forms
    )
