"""Quarterly meetings: the list, one meeting, calling and changing it, who came."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker, reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import carried_out, handed_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.grid import operations, queries
from hospital_integrity.grid.forms import AttendanceForm, MeetingForm, MinutesForm
from hospital_integrity.grid.models import GridMeeting
from hospital_integrity.grid.operations import Call
from hospital_integrity.grid.sheet import attendance_workbook
from hospital_integrity.grid.views.blueprint import ID, asked_year, bp, years
from hospital_integrity.grid.views.records import typed_marks
from hospital_integrity.journal.operations import note_taken


@bp.get("/meetings")
def meetings() -> str:
    """The meetings of a year."""
    year = asked_year()
    called = queries.meetings(year)
    return render_template(
        "grid/meetings.html",
        year=year,
        years=years(),
        meetings=called,
        noted=queries.attendance_of([one.id for one in called]),
        day=today(),
    )


@bp.get(f"/meetings/{ID}")
def meeting(id: int) -> str:
    """One meeting; who came is for the office, everybody else sees the own mark."""
    row = _meeting_or_404(id)
    noted, steps = queries.attendance_of([id])[id], queries.steps_of(meeting_id=id)
    actors = {step.actor.staff_id for step in steps if step.actor}
    return render_template(
        "grid/meeting.html",
        row=row,
        noted=noted,
        people=departments.staff_members({*noted, *actors}),
        steps=steps,
        own=noted.get(asker().staff_id or 0),
        office=reach().everything,
        day=today(),
    )


@bp.route("/meetings/new", methods=["GET", "POST"])
def meeting_new() -> ResponseReturnValue:
    """Call a meeting."""
    form, done = MeetingForm(data={"held_on": today()}), []
    status = carried_out(form, lambda: done.append(operations.call(form.nonce.data, _call(form))))
    if status != 303:
        return render_template("grid/meeting_form.html", form=form, row=None), status
    flash(gettext("已召集例会"))
    return redirect(url_for("grid.meeting", id=done[0].id), 303)


@bp.route(f"/meetings/{ID}/edit", methods=["GET", "POST"])
def meeting_edit(id: int) -> ResponseReturnValue:
    """Change a meeting, write its minutes."""
    row = _meeting_or_404(id)
    told = {name: getattr(row, name) for name in ("held_on", "place", "topics", "minutes")}
    form = MinutesForm(data={**told, "version": str(row.version)})
    status = carried_out(form, lambda: operations.change(id, form.seen, _call(form), form.minutes.data or ""))
    if status != 303:
        return render_template("grid/meeting_form.html", form=form, row=row), status
    flash(gettext("已保存"))
    return redirect(url_for("grid.meeting", id=id), 303)


@bp.route(f"/meetings/{ID}/attendance", methods=["GET", "POST"])
def attendance(id: int) -> ResponseReturnValue:
    """Note who came: one page for all members."""
    row = _meeting_or_404(id)
    form = AttendanceForm(data={"version": str(row.version)})
    typed = form.marks(typed_marks()) if request.method == "POST" else {}
    status = carried_out(form, lambda: operations.attend(id, form.seen, typed, form.reason.data or ""))
    if status != 303:
        return _attendance(row, form, typed), status
    flash(gettext("出席已登记，到会的写入台账"))
    return redirect(url_for("grid.meeting", id=id), 303)


@bp.post(f"/meetings/{ID}/export")
def meeting_export(id: int) -> Response:
    """Who came, as a spreadsheet; taking it away is an event itself."""
    row = _meeting_or_404(id)
    noted = list(queries.attendance_of([row.id])[row.id].values())
    people = departments.staff_members({one.staff_id for one in noted})
    mark = note_taken("grid.meeting", len(noted), meeting=row.id)
    return handed_out(attendance_workbook(noted, people, mark), f"grid-meeting-{row.year}-{row.quarter}")


def _attendance(row: GridMeeting, form: AttendanceForm, typed: dict[int, str]) -> str:
    noted, serving = queries.attendance_of([row.id])[row.id], queries.expected(row.held_on)
    people = departments.staff_members({*serving, *noted})
    known = {one: noted[one].status for one in noted}
    return render_template(
        "grid/attendance.html",
        row=row,
        form=form,
        people=sorted(people.values(), key=lambda one: list(serving).index(one.id) if one.id in serving else 9999),
        serving=serving,
        chosen={one: typed.get(one) or known.get(one) or "present" for one in people},
        again=bool(noted),
        day=today(),
    )


def _meeting_or_404(id: int) -> Any:
    row = queries.meeting(id)
    if row is None:
        abort(404)
    return row


def _call(form: MeetingForm) -> Call:
    return Call(form.held_on.data, form.place.data, form.topics.data)
