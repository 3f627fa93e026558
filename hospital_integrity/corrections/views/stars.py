"""Screens of decisions between awards: what waits, propose one with its effects in view, confirm or drop it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.access import asker
from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import StarProposal
from hospital_integrity.clock import today
from hospital_integrity.closing import queries as closing
from hospital_integrity.corrections import operations, queries
from hospital_integrity.corrections.forms import ChangeForm, ConfirmForm, DropForm
from hospital_integrity.corrections.operations import Decision
from hospital_integrity.corrections.views.blueprint import bp
from hospital_integrity.deeds import carried_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.forms import spoken
from hospital_integrity.rules.current_star import StarNow
from hospital_integrity.rules.transition import BETWEEN, NAMES, RESUMED, SUSPENDED

KIND = "<any(department, grid):kind>"
SUBJECT = "<int(max=2147483647):subject_id>"
PROPOSAL = "<int(max=2147483647):proposal_id>"


@bp.get("/stars/changes")
def star_changes() -> str:
    """What waits for a second person, and the last decisions."""
    waiting, recent = awards.open_proposals(), awards.recent_changes()
    return render_template(
        "corrections/star_changes.html",
        waiting=waiting,
        recent=recent,
        names=_names([*waiting, *recent]),
        moves=NAMES,
        me_id=asker().account_id,
    )


@bp.route(f"/stars/{KIND}/{SUBJECT}/change", methods=["GET", "POST"])
def propose_star(kind: str, subject_id: int) -> ResponseReturnValue:
    """Propose to suspend, resume or remove a star; what it touches stands beside the form."""
    name, now = _name(kind, subject_id), _now(kind, subject_id)
    form = ChangeForm()
    form.transition.choices = [(verb, spoken(NAMES[verb])) for verb in _verbs(now)]
    form.entry.choices = [
        (one.entry.id, f"{one.entry.happened_on} {one.item.name}")
        for one in queries.vetoes_of(kind, subject_id, now.awarded.year)
    ]
    status = carried_out(form, lambda: operations.propose_change(_decision(form, kind, subject_id)))
    if status == 303:
        flash(gettext("已提出，等待另一人确认"))
        return redirect(url_for("corrections.star_changes"), 303)
    page = {"form": form, "kind": kind, "subject_id": subject_id, "name": name, "now": now}
    return render_template("corrections/propose_star.html", **page, **_touched(kind, subject_id, now)), status


@bp.route(f"/stars/changes/{PROPOSAL}", methods=["GET", "POST"])
def confirm_star(proposal_id: int) -> ResponseReturnValue:
    """One proposal with what it touches; confirming makes it hold at once."""
    proposal, form = _proposal(proposal_id), ConfirmForm()
    status = carried_out(form, lambda: operations.confirm_change(proposal_id))
    if status != 303:
        return _page(proposal, form, DropForm(formdata=None)), status
    flash(gettext("已确认，当日生效"))
    return redirect(_star_page(proposal.subject_kind, proposal.subject_id), 303)


@bp.post(f"/stars/changes/{PROPOSAL}/drop")
def drop_star(proposal_id: int) -> ResponseReturnValue:
    """Say why a proposal will not be confirmed."""
    proposal, form = _proposal(proposal_id), DropForm()
    status = carried_out(form, lambda: operations.drop_change(proposal_id, form.reason.data or ""))
    if status != 303:
        return _page(proposal, ConfirmForm(formdata=None), form), status
    flash(gettext("已作废"))
    return redirect(url_for("corrections.star_changes"), 303)


def _page(proposal: StarProposal, form: Any, dropping: Any) -> str:
    kind, subject_id = proposal.subject_kind, proposal.subject_id
    now = _now(kind, subject_id)
    return render_template(
        "corrections/confirm_star.html",
        proposal=proposal,
        move=NAMES[proposal.transition],
        waiting=proposal.id in {one.id for one in awards.open_proposals(kind, subject_id)},
        mine=proposal.proposed_by is not None and proposal.proposed_by == asker().account_id,
        name=_name(kind, subject_id),
        now=now,
        star_page=_star_page(kind, subject_id),
        form=form,
        dropping=dropping,
        **_touched(kind, subject_id, now),
    )


def _decision(form: ChangeForm, kind: str, subject_id: int) -> Decision:
    return Decision(
        nonce=form.nonce.data,
        kind=kind,
        subject_id=subject_id,
        transition=form.transition.data,
        cause=form.cause.data,
        document_no=form.document_no.data,
        entry_id=form.entry.data,
    )


def _touched(kind: str, subject_id: int, now: StarNow) -> dict[str, Any]:
    """What a decision touches: the award it is about, its valid papers, the plaque at the door."""
    return {
        "award": awards.award(now.awarded.award_id) if now.awarded.award_id else None,
        "papers": queries.papers_touched(now),
        "plaque": _plaque_hangs(now),
    }


def _plaque_hangs(now: StarNow) -> bool:
    award_id = now.awarded.award_id
    deeds = closing.plaques_by_award([award_id]) if award_id else {}
    return {deed for _, deed in deeds} == {"granted"}


def _verbs(now: StarNow) -> list[str]:
    held_down = bool(now.standing)
    return [verb for verb in BETWEEN if (verb == RESUMED) == held_down or (held_down and _still_removable(verb, now))]


def _still_removable(verb: str, now: StarNow) -> bool:
    return verb not in (RESUMED, SUSPENDED) and now.standing == SUSPENDED


def _now(kind: str, subject_id: int) -> StarNow:
    return awards.stars_now(kind, [subject_id], today()).get(subject_id) or abort(404)


def _proposal(proposal_id: int) -> StarProposal:
    return awards.star_proposal(proposal_id) or abort(404)


def _name(kind: str, subject_id: int) -> str:
    found: Any = departments.department(subject_id) if kind == "department" else departments.staff_member(subject_id)
    return str(found.name) if found else abort(404)


def _names(rows: list[Any]) -> dict[tuple[str, int], str]:
    places = departments.departments_by_id({one.subject_id for one in rows if one.subject_kind == "department"})
    people = departments.staff_members({one.subject_id for one in rows if one.subject_kind == "grid"})
    return {
        **{("department", id_): place.name for id_, place in places.items()},
        **{("grid", id_): person.name for id_, person in people.items()},
    }


def _star_page(kind: str, subject_id: int) -> str:
    return url_for("awards.stars" if kind == "department" else "awards.grid_stars", subject_id=subject_id)
