"""Screens of sanctions: the register, one person's sanctions, entering, ending and correcting one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, may, reach
from hospital_integrity.attachments import queries as attachments
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, file_handed_out, handed_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import takes_files
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.rules.sanction import FAMILIES, STATES
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.sanctions import operations, queries
from hospital_integrity.sanctions.forms import AnswerForm, EndingForm, SanctionForm
from hospital_integrity.sanctions.operations import NewEnding, NewSanction
from hospital_integrity.sanctions.queries import Standing
from hospital_integrity.sanctions.sheet import register_workbook

bp = Blueprint("sanctions", __name__)
ID = "<int(max=2147483647):id>"
ALL_STATES: dict[str, Saying] = {
    **STATES,
    "waiting": say("待另一人确认"),
    "revoked": say("已撤销"),
    "corrected": say("已更正"),
}
TABS = {
    "running": frozenset({"coming", "running", "ending", "final"}),
    "ending": frozenset({"ending"}),
    "waiting": frozenset(),
    "over": frozenset({"ended", "lifted", "revoked", "corrected"}),
    "all": frozenset(ALL_STATES),
}
TONES = {"running": "red", "ending": "gold", "final": "coal", "coming": "gold", "waiting": "gold"}


@bp.get("/sanctions")
def list() -> str:
    """The register by state, newest first; a person may be looked for by name or number."""
    tab, found = _tab(), _found()
    counts = {key: sum(_belongs(key, one) for one in found) for key in TABS}
    page = departments.slice_of([one for one in found if _belongs(tab, one)], request.args.get("page", 1, int) or 1)
    return render_template("sanctions/list.html", page=page, tab=tab, counts=counts, **_named(page.items))


@bp.post("/sanctions/export")
def export() -> Response:
    """The same list, whole, as a spreadsheet; taking it away is an event itself."""
    tab = _tab()
    rows = [one for one in _found() if _belongs(tab, one)]
    mark = note_taken("sanctions.list", len(rows), state=tab)
    said = _named(rows)
    return handed_out(register_workbook(rows, said["people"], said["places"], ALL_STATES, mark), "sanctions")


@bp.get(f"/sanctions/people/{ID}")
def person(id: int) -> str:
    """One person's sanctions with their periods; oneself sees only what counts."""
    return _person_page(id)


@bp.route("/sanctions/new", methods=["GET", "POST"])
@takes_files
def new() -> ResponseReturnValue:
    """Enter a sanction as its document says."""
    return _entering(SanctionForm(number=request.args.get("number", "")[:20], decided_on=today(), effective_on=today()))


@bp.route(f"/sanctions/{ID}/correct", methods=["GET", "POST"])
@takes_files
def correct(id: int) -> ResponseReturnValue:
    """Enter the sanction that takes the place of a wrong one."""
    before = queries.sanction(id) or abort(404)
    number = departments.staff_members({before.staff_id})[before.staff_id].number
    return _entering(SanctionForm(obj=before, number=number), before)


def _entering(form: SanctionForm, before: Any = None) -> ResponseReturnValue:
    status = carried_out(form, lambda: operations.enter(_filled(form, before), form.files.data))
    if status != 303:
        return render_template("sanctions/new.html", form=form, before=before), status
    flash(gettext("已登记，等待另一人对照文件确认"))
    return redirect(url_for("sanctions.list", state="waiting"), 303)


def _filled(form: SanctionForm, before: Any) -> NewSanction:
    people = departments.staff_by_numbers({form.number.data})
    found = people.get(form.number.data)
    return NewSanction(
        nonce=form.nonce.data,
        staff_id=found.id if found else 0,
        kind=form.kind.data,
        document_no=form.document_no.data,
        decided_by=form.decided_by.data,
        decided_on=form.decided_on.data,
        effective_on=form.effective_on.data,
        facts=form.facts.data,
        corrects=before.id if before else None,
    )


@bp.post(f"/sanctions/{ID}/answer")
def answer(id: int) -> ResponseReturnValue:
    """Confirm what somebody else has entered, or drop it."""
    row, form = queries.sanction(id) or abort(404), AnswerForm()
    status = carried_out(form, lambda: operations.answer(id, form.verdict.data, form.remark.data or ""))
    return _answered(row.staff_id, form, status)


@bp.post(f"/sanctions/endings/{ID}/answer")
def answer_ending(id: int) -> ResponseReturnValue:
    """Confirm an early end, or drop it."""
    row, form = queries.ending_for_change(id) or abort(404), AnswerForm()
    person_id = row.sanction.staff_id
    status = carried_out(form, lambda: operations.answer_ending(id, form.verdict.data, form.remark.data or ""))
    return _answered(person_id, form, status)


def _answered(staff_id: int, form: AnswerForm, status: int) -> ResponseReturnValue:
    if status != 303:
        return _person_page(staff_id, form), status
    flash(gettext("办理意见已登记"))
    return redirect(url_for("sanctions.person", id=staff_id), 303)


@bp.route(f"/sanctions/{ID}/end", methods=["GET", "POST"])
def end(id: int) -> ResponseReturnValue:
    """Enter that a sanction was lifted early or revoked."""
    row, form = queries.sanction(id) or abort(404), EndingForm(on_day=today())
    status = carried_out(form, lambda: operations.end(_ending(form, id)))
    if status != 303:
        people = departments.staff_members({row.staff_id})
        return render_template("sanctions/end.html", form=form, row=row, person=people[row.staff_id]), status
    flash(gettext("已登记，等待另一人对照文件确认"))
    return redirect(url_for("sanctions.person", id=row.staff_id), 303)


@bp.get(f"/sanctions/{ID}/files/<int(max=2147483647):file_id>")
def file(id: int, file_id: int) -> Response:
    """A paper of a sanction."""
    if file_id not in queries.files_of([id]).get(id, []):
        abort(404)
    content = attachments.content(file_id) or abort(404)
    return file_handed_out(content.body, content.name, content.mimetype)


def _ending(form: EndingForm, sanction_id: int) -> NewEnding:
    return NewEnding(
        form.nonce.data, sanction_id, form.kind.data, form.on_day.data, form.document_no.data, form.reason.data
    )


def _person_page(staff_id: int, form: AnswerForm | None = None) -> str:
    someone = departments.staff_member(staff_id)
    if someone is None or not (reach().everything or reach().staff_id == staff_id):
        abort(404)
    whole = may("sanctions.list")
    rows = [one for one in queries.register(today(), [staff_id]) if whole or one.counts]
    found = queries.files_of([one.row.id for one in rows]) if whole else {}
    listed = attachments.listed([file_id for ids in found.values() for file_id in ids])
    return render_template(
        "sanctions/person.html",
        someone=someone,
        rows=rows,
        whole=whole,
        files={key: [listed[file_id] for file_id in ids] for key, ids in found.items()},
        effects=queries.effects_in(today().year, [staff_id]).get(staff_id, ()),
        form=form or AnswerForm(formdata=None),
        me_id=asker().account_id,
        own=asker().staff_id == staff_id,
        **_told(),
    )


def _tab() -> str:
    wanted = request.args.get("state", "")
    return wanted if wanted in TABS else "running"


def _found() -> Any:
    text = request.args.get("q", "").strip()[:40]
    rows = [one for one in queries.register(today()) if one.row.staff_id != asker().staff_id]
    people = departments.staff_members({one.row.staff_id for one in rows})
    return [one for one in rows if text in people[one.row.staff_id].name or text == people[one.row.staff_id].number]


def _belongs(tab: str, one: Standing) -> bool:
    return one.waits if tab == "waiting" else one.state in TABS[tab]


def _named(rows: Iterable[Standing]) -> dict[str, Any]:
    ids = {one.row.staff_id for one in rows}
    homes = departments.home_department(ids, today())
    places = departments.departments_by_id(set(homes.values()))
    return {
        "people": departments.staff_members(ids),
        "places": {person: places[place].name for person, place in homes.items()},
        "query": request.args.get("q", ""),
        **_told(),
    }


def _told() -> dict[str, Any]:
    return {"states": ALL_STATES, "families": FAMILIES, "tones": TONES, "day": today()}
