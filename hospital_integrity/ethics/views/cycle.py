"""Opening a year's cycle with its windows, moving a window, and judging everybody who is left at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.forms import OpenForm, StageButton, WindowForm
from hospital_integrity.ethics.views.blueprint import DOOR, YEAR, bp, stage_at
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.windows import Window, window_names


@bp.route(f"/ethics/{YEAR}/open", methods=["GET", "POST"])
def open(year: int) -> ResponseReturnValue:
    """Begin a year with the days of the edition, or with those of the year before moved by a year."""
    names = window_names(queries.scheme_of(year))
    earlier = year - 1 if queries.windows(year - 1) else None
    like = earlier if request.args.get("like") else None
    form = OpenForm(data={"rows": _rows(names, queries.proposed_windows(year, like))})
    status = carried_out(form, lambda: operations.open_cycle(year, _windows(form, names)))
    if status == 303:
        flash(gettext("考评已开始"))
        return redirect(url_for("ethics.index", year=year), 303)
    page = {"names": names, "earlier": earlier, "like": like, "known": queries.cycle(year), "today": today()}
    return render_template("ethics/open.html", form=form, year=year, **page), status


@bp.route(f"/ethics/{YEAR}/windows", methods=["GET", "POST"])
def windows(year: int) -> ResponseReturnValue:
    """The days of a year's cycle, how they came about, and other days for one stage."""
    cycle = queries.cycle(year) or abort(404)
    names = window_names(queries.scheme_of(year))
    form = WindowForm()
    form.stage.choices = list(names.items())
    status = carried_out(form, lambda: _moved(year, form))
    if status == 303:
        flash(gettext("时间已改"))
        return redirect(url_for("ethics.windows", year=year), 303)
    page = {"names": names, "windows": queries.windows(year), "history": queries.window_history(year)}
    return render_template("ethics/windows.html", form=form, year=year, cycle=cycle, today=today(), **page), status


@bp.route(f"/ethics/{YEAR}/{DOOR}/rest", methods=["GET", "POST"])
def agree(year: int, at: str) -> ResponseReturnValue:
    """Judge everybody of the hospital whom the office or the leaders haven't judged: as the stage before."""
    stage = stage_at(year, at) if at in ("office", "hospital") else abort(404)
    form = StageButton()
    count: list[int] = []
    status = carried_out(form, lambda: count.append(operations.agree_rest(year, stage.key, form.nonce.data)))
    if status == 303:
        flash(gettext("%(n)s 人的评价已保存", n=count[0]))
        return redirect(url_for("ethics.index", year=year), 303)
    told = next(one for one in queries.attendance(year) if one.stage == stage)
    return render_template("ethics/agree.html", form=form, year=year, at=at, told=told), status


def _moved(year: int, form: WindowForm) -> None:
    days = form.first.data, form.last.data
    operations.set_window(year, form.stage.data, *days, form.reason.data)


def _rows(names: Mapping[str, Any], chosen: Mapping[str, Window]) -> list[dict[str, Any]]:
    return [
        {"stage": key, **({"first": chosen[key].first, "last": chosen[key].last} if key in chosen else {})}
        for key in names
    ]


def _windows(form: OpenForm, names: Mapping[str, Any]) -> dict[str, Window]:
    found = {}
    for row in (one.form for one in form.rows):
        if row.stage.data not in names:
            abort(422)
        if bool(row.first.data) != bool(row.last.data):
            raise Refused("%(stage)s的第一天和最后一天要填都填", stage=names[row.stage.data])
        if row.first.data:
            found[row.stage.data] = Window(row.first.data, row.last.data)
    return found
