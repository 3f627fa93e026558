"""Meetings: written down, roll taken, one subject at a time on the big screen, votes, minutes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.clock import today
from hospital_integrity.closing import operations, pdf, queries
from hospital_integrity.closing.forms import MeetingForm, RollForm, VoteForm
from hospital_integrity.closing.models import Meeting
from hospital_integrity.closing.operations import Invitation
from hospital_integrity.closing.queries.minutes import minutes_of
from hospital_integrity.closing.views.blueprint import ID, YEAR, bp, found, known, name_of
from hospital_integrity.deeds import carried_out
from hospital_integrity.policy import queries as policy
from hospital_integrity.rules.meeting import REST, least_present, quorum
from hospital_integrity.rules.transition import NAMES

SUBJECT = f"<any(department, grid, {REST}):kind>/<int(max=2147483647):subject_id>"


@bp.route(f"/closing/{YEAR}/meetings/new", methods=["GET", "POST"])
def meeting_new(year: int) -> ResponseReturnValue:
    """Write a meeting down; members come from the last one."""
    known(year)
    last = next(iter(queries.meetings(year)), None) or next(iter(queries.meetings(year - 1)), None)
    form = MeetingForm(data=_like(year, last))
    made: list[Meeting] = []
    status = carried_out(form, lambda: made.append(operations.call_meeting(year, _invitation(form))))
    if status != 303:
        return render_template("closing/meeting_new.html", form=form, year=year), status
    return redirect(url_for("closing.meeting", id=made[0].id), 303)


def _like(year: int, last: Meeting | None) -> dict[str, Any]:
    told = {"title": gettext("%(year)s 年度星级评定审议会", year=year), "held_on": today()}
    if last:
        told |= {"place": last.place, "chair": last.chair, "members": "\n".join(last.members), "guests": last.guests}
    return told


def _invitation(form: MeetingForm) -> Invitation:
    told = {name: form[name].data or "" for name in ("title", "place", "chair", "guests")}
    return Invitation(held_on=form.held_on.data, members=form.names(), **told)


@bp.get(f"/closing/meetings/{ID}")
def meeting(id: int) -> str:
    """A meeting: its roll, its agenda with the votes so far, its minutes."""
    return _page(found(queries.meeting(id)))


@bp.post(f"/closing/meetings/{ID}/roll")
def meeting_roll(id: int) -> ResponseReturnValue:
    """Take the roll."""
    row, form = found(queries.meeting(id)), RollForm()
    form.present.choices = [(name, name) for name in row.members]
    status = carried_out(form, lambda: operations.take_roll(id, form.present.data))
    if status != 303:
        return _page(row, roll=form), status
    flash(gettext("到会情况已登记"))
    return redirect(url_for("closing.meeting", id=id), 303)


@bp.post(f"/closing/meetings/{ID}/vote/{SUBJECT}")
def meeting_vote(id: int, kind: str, subject_id: int) -> ResponseReturnValue:
    """Write down a vote, then the next subject."""
    row, form = found(queries.meeting(id)), VoteForm()
    status = carried_out(form, lambda: operations.vote(id, kind, subject_id, form.votes(), form.remark.data or ""))
    if status != 303:
        return (_page(row, rest=form) if kind == REST else _screen(row, (kind, subject_id), form)), status
    if kind == REST:
        return redirect(url_for("closing.meeting", id=id), 303)
    return redirect(url_for("closing.meeting_screen", id=id, **_asked(), at=_at() + 1), 303)


@bp.get(f"/closing/meetings/{ID}/screen")
def meeting_screen(id: int) -> str:
    """One subject at a time, to be read from the far end of the room."""
    return _screen(found(queries.meeting(id)))


@bp.get(f"/closing/meetings/{ID}/minutes")
def minutes(id: int) -> ResponseReturnValue:
    """The minutes as a PDF."""
    row = found(queries.meeting(id))
    name = gettext("%(title)s会议记录", title=row.title) + ".pdf"
    return send_file(BytesIO(pdf.draw(minutes_of(row, name_of))), "application/pdf", download_name=name)


def _asked() -> dict[str, str]:
    return {"every": "1"} if request.args.get("every") == "1" else {}


def _at() -> int:
    return max(request.args.get("at", 0, type=int), 0)


def _page(row: Meeting, roll: RollForm | None = None, rest: VoteForm | None = None) -> str:
    here = queries.present_at(row.id)
    roll = roll or RollForm(formdata=None, present=here)
    roll.present.choices = [(name, name) for name in row.members]
    return render_template(
        "closing/meeting.html",
        meeting=row,
        present=here,
        least=least_present(len(row.members)),
        enough=quorum(len(row.members), len(here)),
        agenda=queries.agenda(row, every=bool(_asked())),
        every=bool(_asked()),
        votes=queries.votes_of(row.id),
        adopted=lambda vote: queries.count_of(vote).adopted,
        roll=roll,
        rest=rest or VoteForm(formdata=None),
        rest_key=(REST, 0),
        moves=NAMES,
        current=_is_current(row),
    )


def _is_current(row: Meeting) -> bool:
    newest = queries.proposal_of(row.year)
    return newest is not None and newest.id == row.proposal_id


def _screen(row: Meeting, key: tuple[str, int] | None = None, form: VoteForm | None = None) -> str:
    agenda = queries.agenda(row, every=bool(_asked()))
    at = agenda.place_of(key) if key else min(_at(), max(len(agenda.items) - 1, 0))
    subject = agenda.items[at or 0] if agenda.items else None
    here, votes = queries.present_at(row.id), queries.votes_of(row.id)
    return render_template(
        "closing/screen.html",
        meeting=row,
        agenda=agenda,
        at=at or 0,
        asked=_asked(),
        told=queries.told(row, subject) if subject else None,
        vote=votes.get((subject.subject_kind, subject.subject_id)) if subject else None,
        adopted=lambda vote: queries.count_of(vote).adopted,
        present=here,
        least=least_present(len(row.members)),
        enough=quorum(len(row.members), len(here)),
        form=form or VoteForm(formdata=None, ayes=len(here), noes=0, abstentions=0),
        scheme=policy.edition_of(row.year).schemes[subject.subject_kind].name if subject else "",
        moves=NAMES,
        current=_is_current(row),
    )
