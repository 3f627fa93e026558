"""One person at one stage: the entries, what every stage said under each heading, one's own judgement, giving back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out
from hospital_integrity.ethics import operations, queries
from hospital_integrity.ethics.forms import OneForm, ReturnForm, SelfForm
from hospital_integrity.ethics.operations import Judgement
from hospital_integrity.ethics.queries import Person
from hospital_integrity.ethics.views.blueprint import DOOR, PERSON, YEAR, bp, judges, stage_at
from hospital_integrity.ethics.views.rows import closed_to
from hospital_integrity.rules.ethics import Said
from hospital_integrity.rules.explanation import shown
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.stages import SELF

ZERO = Decimal(0)


@bp.route(f"/ethics/{YEAR}/{DOOR}/people/{PERSON}", methods=["GET", "POST"])
def one(year: int, at: str, staff_id: int) -> ResponseReturnValue:
    """One person as a stage judges them, heading by heading."""
    stage, person = stage_at(year, at), _person(year, at, staff_id)
    form = filled(OneForm, person.done.by_stage.get(stage.key), year)
    status = carried_out(
        form, lambda: operations.judge(year, stage.key, form.nonce.data, {staff_id: judgement_in(form)})
    )
    if status == 303:
        flash(gettext("评价已保存"))
        return redirect(url_for("ethics.one", year=year, at=at, staff_id=staff_id), 303)
    return _page(year, at, person, form, ReturnForm(formdata=None), status)


@bp.post(f"/ethics/{YEAR}/{DOOR}/people/{PERSON}/return")
def give_back(year: int, at: str, staff_id: int) -> ResponseReturnValue:
    """Give somebody back to the stage before, with a reason."""
    stage, person, form = stage_at(year, at), _person(year, at, staff_id), ReturnForm()
    status = carried_out(
        form, lambda: operations.give_back(year, stage.key, staff_id, form.nonce.data, form.reason.data)
    )
    if status == 303:
        flash(gettext("已退回上一级"))
        return redirect(url_for("ethics.one", year=year, at=at, staff_id=staff_id), 303)
    return _page(year, at, person, filled(OneForm, person.done.by_stage.get(stage.key), year, sent=False), form, status)


@bp.route(f"/ethics/{YEAR}/mine", methods=["GET", "POST"])
def mine(year: int) -> ResponseReturnValue:
    """One's own assessment, with one's entries, the computed score and what the stages said beside it."""
    me = queries.person(asker().staff_id or 0, year)
    form = filled(SelfForm, me.done.by_stage.get(SELF) if me else None, year)
    status = carried_out(form, lambda: operations.self_assess(year, form.nonce.data, judgement_in(form)))
    if status == 303:
        flash(gettext("自评已保存"))
        return redirect(url_for("ethics.mine", year=year), 303)
    scheme = queries.scheme_of(year)
    stage = next((one for one in scheme.stages if one.key == SELF), None)
    page: dict[str, Any] = {"person": me, "stage": stage, "scheme": scheme, "today": today()}
    if me is not None:
        page["closed"] = closed_to(year, scheme, stage, me) if stage else None
        page["words"] = queries.words_of(year, me.subject.id)
    else:
        page["why"] = queries.why_not_assessed(year, asker().staff_id or 0)
    page |= {"cycle": queries.cycle(year), "window": queries.windows(year).get(SELF)}
    return render_template("ethics/mine.html", form=form, year=year, names=_names(year), **page), status


def filled(kind: type[OneForm], said: Said | None, year: int, *, sent: bool = True) -> Any:
    """The form of one person with what the stage says now; `sent` False: not what another form of the page sent."""
    headings = said.headings if said else {}
    rows = [
        {"key": one.key, "value": shown(headings[one.key]) if one.key in headings else ""}
        for one in queries.scheme_of(year).contents
    ]
    now = {"rows": rows, "value": shown(said.value) if said else "", "comment": said.comment if said else ""}
    return kind(data=now) if sent else kind(formdata=None, data=now)


def judgement_in(form: OneForm) -> Judgement:
    """What was typed: the sum of the headings where nothing is written as the whole. Refused where a number is none."""
    split = {row.form.key.data: _number(row.form.value) for row in form.rows}
    typed = {key: value for key, value in split.items() if value is not None}
    value = _number(form.value)
    if any(field.errors for field in (form.value, *(row.form.value for row in form.rows))):
        raise Refused("有的分数不是数字，没有保存")
    whole = sum(typed.values(), ZERO) if value is None else value
    return Judgement(whole, (form.comment.data or "").strip(), {key: one for key, one in typed.items() if one})


def _number(field: Any) -> Decimal | None:
    try:
        found: Decimal | None = field.points()
    except Refused as refused:
        field.errors = [field.complaint(refused.saying)]
        return None
    return found


def _person(year: int, at: str, staff_id: int) -> Person:
    person = queries.person(staff_id, year)
    if person is None or not judges(year, at, person.subject.department_id):
        abort(404)
    return person


def _page(year: int, at: str, person: Person, form: OneForm, back: ReturnForm, status: int) -> ResponseReturnValue:
    scheme, stage = queries.scheme_of(year), stage_at(year, at)
    earlier = person.done.before(scheme, stage)
    page = {
        "scheme": scheme,
        "stage": stage,
        "earlier": earlier if earlier and earlier.key in person.done.by_stage else None,
        "closed": closed_to(year, scheme, stage, person),
        "running": (cycle := queries.cycle(year)) is not None and cycle.finished_at is None,
        "window": queries.windows(year).get(stage.key),
        "words": queries.words_of(year, person.subject.id),
        "returns": queries.returns_of(year, {person.subject.id}).get(person.subject.id, []),
        "names": _names(year),
    }
    return render_template("ethics/one.html", year=year, at=at, person=person, form=form, back=back, **page), status


def _names(year: int) -> Mapping[str, str]:
    scheme = queries.scheme_of(year)
    return {one.key: one.name for one in (*scheme.stages, *scheme.contents)}
