"""The public notice inside the hospital, and objections to what it says."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, reach
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.awards import queries as awards
from hospital_integrity.clock import today
from hospital_integrity.closing import operations, queries
from hospital_integrity.closing.forms import AnswerForm, ObjectionForm
from hospital_integrity.closing.models import Notice, Objection
from hospital_integrity.closing.views.blueprint import ID, KIND, YEAR, bp, found, known, name_of
from hospital_integrity.deeds import carried_out, file_handed_out
from hospital_integrity.forms import takes_files
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.policy import queries as policy
from hospital_integrity.rules.procedure import ANSWERS, answer_days
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.transition import NAMES


@bp.get(f"/closing/{YEAR}/notice")
def notice(year: int) -> str:
    """What was announced, with the asker's own results on top."""
    known(year)
    row = queries.newest_notice(year)
    if row is None:
        return render_template("closing/notice.html", year=year, notice=None)
    schemes = policy.edition_of(year).schemes
    kind = request.args.get("kind", "")
    kind = kind if kind in schemes else next(iter(sorted(schemes)))
    return render_template(
        "closing/notice.html",
        year=year,
        notice=row,
        kind=kind,
        kinds=[
            (scheme.name, url_for("closing.notice", year=year, kind=key), key == kind)
            for key, scheme in _order(schemes)
        ],
        page=queries.results_page(row.proposal_id, kind, _asked_page(), best_only=kind == "staff"),
        masked=row.names == "masked" and reach().masked,
        moves=NAMES,
        answer_days=answer_days(policy.edition_of(year), kind),
        **_standing(row),
    )


def _order(schemes: Any) -> list[Any]:
    return sorted(schemes.items())


def _asked_page() -> int:
    return request.args.get("page", 1, type=int)


def _standing(row: Notice) -> dict[str, Any]:
    open_today = row.first_day <= today() <= row.last_day and awards.closing_of(row.year) is None
    return {
        "open_today": open_today,
        "left": calendar().working_days(today(), row.last_day) if open_today else 0,
        "over": awards.closing_of(row.year) is not None,
        "mine": queries.results_about(row.proposal_id, _own_keys()),
        "changes": queries.changed_since_last(row),
        "raised": {(one.subject_kind, one.subject_id): one for one in _own_objections(row)},
    }


def _own_keys() -> list[tuple[str, int]]:
    person = asker()
    people = [("staff", person.staff_id), ("grid", person.staff_id)] if person.staff_id else []
    return [*people, *(("department", one) for one in sorted(person.departments))]


def _own_objections(row: Notice) -> list[Objection]:
    return [one for one in queries.objections(row.year, row.round) if one.made_by == asker().account_id]


@bp.route(f"/closing/{YEAR}/notice/{KIND}/{ID}/objection", methods=["GET", "POST"])
@takes_files
def object_to(year: int, kind: str, id: int) -> ResponseReturnValue:
    """Object to a result: one's own, or that of a department one heads."""
    known(year)
    row = found(queries.newest_notice(year))
    if (kind, id) not in _own_keys() or not _within_reach(kind, id):
        abort(404)
    form, result = ObjectionForm(), found(queries.result(row.proposal_id, kind, id))
    status = carried_out(
        form,
        lambda: operations.object_to(row, kind, id, form.text.data or "", form.evidence.data or "", form.files.data),
    )
    if status != 303:
        return render_template("closing/object.html", form=form, notice=row, result=result, year=year), status
    flash(gettext("异议已提交，会由无关的人答复"))
    return redirect(url_for("closing.notice", year=year), 303)


def _within_reach(kind: str, id: int) -> bool:
    own = reach()
    return own.covers(department_id=id) if kind == "department" else own.staff_id == id


@bp.get("/closing/objections")
def objections() -> str:
    """Objections that wait for an answer, and the answered ones of each year that was announced."""
    answered = [one for year in queries.proposals() for one in queries.objections(year) if one.answer]
    return render_template(
        "closing/objections.html",
        waiting=queries.open_objections(),
        answered=sorted(answered, key=lambda one: -one.id),
        verdicts=ANSWERS,
        name_of=name_of,
        day=today(),
    )


@bp.get(f"/closing/objections/{ID}")
def objection(id: int) -> str:
    """One objection, open to who answers objections and to who made it."""
    return _objection_page(_visible(id))


@bp.get(f"/closing/objections/{ID}/files/<int(max=2147483647):file_id>")
def objection_file(id: int, file_id: int) -> Response:
    """A file that came with an objection, open to the same people."""
    _visible(id)
    content = attachments.content(file_id) if file_id in queries.objection_files(id) else None
    if content is None:
        abort(404)
    return file_handed_out(content.body, content.name, content.mimetype)


@bp.post(f"/closing/objections/{ID}/answer")
def answer(id: int) -> ResponseReturnValue:
    """Answer an objection."""
    row, form = found(queries.objection(id)), AnswerForm()
    status = carried_out(form, lambda: operations.answer(id, form.verdict.data, form.reasons.data or ""))
    if status != 303:
        return _objection_page(row, form), status
    flash(gettext("已答复，提出人可以看到"))
    return redirect(url_for("closing.objections"), 303)


def _visible(id: int) -> Objection:
    row: Objection = found(queries.objection(id))
    if not reach().everything and row.made_by != asker().account_id:
        abort(404)
    return row


def _objection_page(row: Objection, form: AnswerForm | None = None) -> str:
    return render_template(
        "closing/objection.html",
        objection=row,
        files=list(attachments.listed(queries.objection_files(row.id)).values()),
        form=form or AnswerForm(formdata=None),
        barred=_why_not(row),
        verdicts=ANSWERS,
        name_of=name_of,
        day=today(),
    )


def _why_not(row: Objection) -> Any:
    try:
        operations.check_uninvolved(row)
    except Refused as refused:
        return refused.saying
    return None
