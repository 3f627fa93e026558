"""One department at one stage: everybody on one page, saved as one goes, nobody over somebody else."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.db import db
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.forms import StageForm
from hospital_integrity.ethics.operations import Judgement, Unjudged
from hospital_integrity.ethics.views.blueprint import DOOR, PLACE, YEAR, bp
from hospital_integrity.ethics.views.rows import (
    Sheet,
    form_of,
    judgement_of,
    open_rows,
    person_in,
    refresh,
    sheet_at,
    text_of,
    told,
    version_of,
)
from hospital_integrity.forms import spoken
from hospital_integrity.ratings.queries import rating_day
from hospital_integrity.rules.saying import Refused, Stale


@bp.route(f"/ethics/{YEAR}/departments/{PLACE}", methods=["GET", "POST"])
def department(year: int, department_id: int) -> ResponseReturnValue:
    """The department's own stage: everybody on one page."""
    return _stage(year, "department", department_id)


@bp.route(f"/ethics/{YEAR}/branch/{PLACE}", methods=["GET", "POST"])
def branch(year: int, department_id: int) -> ResponseReturnValue:
    """The stage of the branch (大科) that a department belongs to."""
    return _stage(year, "branch", department_id)


@bp.route(f"/ethics/{YEAR}/office/{PLACE}", methods=["GET", "POST"])
def office(year: int, department_id: int) -> ResponseReturnValue:
    """The office's stage for a department."""
    return _stage(year, "office", department_id)


@bp.route(f"/ethics/{YEAR}/hospital/{PLACE}", methods=["GET", "POST"])
def hospital(year: int, department_id: int) -> ResponseReturnValue:
    """The leaders' stage for a department."""
    return _stage(year, "hospital", department_id)


@bp.post(f"/ethics/{YEAR}/{DOOR}/{PLACE}/typed")
def autosave(year: int, at: str, department_id: int) -> ResponseReturnValue:
    """Keep what is typed; 409 with words when somebody else saved the page meanwhile (nothing is overwritten then)."""
    sheet = sheet_at(year, at, department_id)
    form = StageForm()
    if not form.validate():
        return jsonify(words=gettext("没有保存：页面已过期，或者行数太多")), 422
    typed = {int(row.person.data): (text_of(row.value), text_of(row.comment)) for row in open_rows(form, sheet)}
    try:
        page = operations.keep_typed(year, sheet.stage.key, department_id, version_of(form), typed)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return jsonify(words=spoken(refused.saying)), 409 if isinstance(refused, Stale) else 422
    return jsonify(**told(form, sheet), words=gettext("已自动保存，还没有提交"), sheet=page.id, version=page.version)


def _stage(year: int, at: str, department_id: int) -> ResponseReturnValue:
    sheet = sheet_at(year, at, department_id)
    form = form_of(sheet)
    status = carried_out(form, lambda: _saved(sheet, form))
    if status == 303:
        flash(gettext("评价已保存"))
        return redirect(url_for(f"ethics.{at}", year=year, department_id=department_id), 303)
    if status == 409:
        refresh(form, sheet_at(year, at, department_id))
    return _page(sheet_at(year, at, department_id) if status == 409 else sheet, form, status)


def _page(sheet: Sheet, form: StageForm, status: int) -> ResponseReturnValue:
    place = sheet.scheme.stages.index(sheet.stage)
    more = {
        "levels": {level.key: level.name for level in sheet.scheme.levels},
        "earlier": sheet.scheme.stages[:place],
        "window": sheet.windows.get(sheet.stage.key),
        "running": _is_running(sheet.year),
        "rows": {person_in(row.form): row for row in form.rows},
    }
    return render_template("ethics/stage.html", sheet=sheet, form=form, **more), status


def _saved(sheet: Sheet, form: StageForm) -> int:
    operations.at_version(sheet.year, sheet.stage.key, sheet.place.id, version_of(form))
    _refuse_gone(sheet, form)
    said: dict[int, Judgement] = {}
    for row in open_rows(form, sheet):
        judgement = judgement_of(sheet, row)
        if judgement is not None:
            said[int(row.person.data)] = judgement
    bad = sum(bool(row.form.value.errors or row.form.comment.errors) for row in form.rows)
    if bad:
        raise Refused("有 %(bad)s 人的评价需要改正，一行也没有保存", bad=bad)
    rest = "rest" in request.form
    stage, nonce = sheet.stage.key, form.nonce.data
    try:
        return operations.judge_page(sheet.year, stage, sheet.place.id, version_of(form), nonce, said, rest=rest)
    except Unjudged as refused:
        _blame(form, refused)
        raise


def _blame(form: StageForm, refused: Unjudged) -> None:
    for row in form.rows:
        if row.form.person.data == str(refused.person):
            row.form.comment.errors = [spoken(refused.saying)]


def _refuse_gone(sheet: Sheet, form: StageForm) -> None:
    """Somebody on the sent page who belongs elsewhere now: moved in December, or left."""
    sent = {person_in(row.form) for row in form.rows}
    gone = sorted(sent - set(sheet.people))
    for person in departments.staff_members(gone[:1]).values():
        home = departments.membership_on(person.id, rating_day(sheet.year))
        if home is None or home.department_id == sheet.place.id:
            raise Refused("%(name)s已不在本年度的考评范围内，这一页没有保存，请刷新", name=person.name)
        words = {"name": person.name, "day": home.from_day, "place": home.department.name}
        raise Refused("%(name)s已于 %(day)s 调到%(place)s，由%(place)s评价；这一页没有保存，请刷新", **words)


def _is_running(year: int) -> bool:
    found = queries.cycle(year)
    return found is not None and found.finished_at is None
