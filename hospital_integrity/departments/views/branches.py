"""Screens of branches: the list, one more, and changing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import operations, queries
from hospital_integrity.departments.forms.absences import BranchForm
from hospital_integrity.departments.models import Branch
from hospital_integrity.departments.views.blueprint import ID, bp, place_choices
from hospital_integrity.rules.saying import Refused


@bp.route("/branches", methods=["GET", "POST"])
def branches() -> ResponseReturnValue:
    """Which departments form which branch today, and one more."""
    return _page(None)


@bp.route(f"/branches/{ID}", methods=["GET", "POST"])
def branch(id: int) -> ResponseReturnValue:
    """One branch: another name, head or set of departments from a day on."""
    return _page(queries.branch(id) or abort(404))


def _page(row: Branch | None) -> ResponseReturnValue:
    members = queries.branch_members(today())
    heads = queries.staff_members({one.head_id for one in queries.branches() if one.head_id})
    form = BranchForm(data=_now(row, members, heads))
    form.places.choices = place_choices()
    status = carried_out(form, lambda: _saved(row, form))
    if status == 303:
        flash(gettext("已保存"))
        return redirect(url_for("departments.branches"), 303)
    page = {"row": row, "branches": queries.branches(), "members": members, "heads": heads}
    return render_template("departments/branches.html", form=form, **page), status


def _now(row: Branch | None, members: Sequence[Any], heads: Mapping[int, Any]) -> dict[str, Any]:
    if row is None:
        return {"version": "0", "day": today()}
    mine = [one.department_id for one in members if one.branch_id == row.id]
    head = heads[row.head_id].number if row.head_id in heads else ""
    return {"version": str(row.version), "name": row.name, "head": head, "places": mine, "day": today()}


def _saved(row: Branch | None, form: BranchForm) -> None:
    wanted = (form.name.data, _head(form.head.data), form.places.data, form.day.data)
    if row is None:
        operations.add_branch(*wanted)
    else:
        version = form.version.data or ""
        operations.change_branch(row.id, int(version) if version.isascii() and version.isdigit() else -1, *wanted)


def _head(number: str | None) -> int | None:
    if not number:
        return None
    found = queries.staff_by_numbers([number]).get(number)
    if found is None:
        raise Refused("没有工号为 %(number)s 的人", number=number)
    return found.id
