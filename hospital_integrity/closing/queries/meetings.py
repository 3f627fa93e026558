"""Meetings about a proposal: who came, what is on the agenda, how they voted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from hospital_integrity.closing.models import Attendance, Meeting, ProposedResult, Vote
from hospital_integrity.closing.queries.course import objections
from hospital_integrity.closing.queries.departures import departures
from hospital_integrity.closing.queries.proposals import results_of
from hospital_integrity.db import db
from hospital_integrity.rules.meeting import REST, Count
from hospital_integrity.rules.transition import KEPT, NONE

Key = tuple[str, int]
KINDS = ("department", "grid")


@dataclass(frozen=True)
class Agenda:
    """What a meeting takes one by one: every result of departments and grid members, or only those to discuss."""

    items: list[ProposedResult]
    others: int

    def place_of(self, key: Key) -> int | None:
        """At which place of the agenda a subject stands."""
        return next((n for n, one in enumerate(self.items) if (one.subject_kind, one.subject_id) == key), None)


def meetings(year: int) -> list[Meeting]:
    """The meetings of a year, newest first."""
    return list(db.session.scalars(select(Meeting).where(Meeting.year == year).order_by(Meeting.id.desc())))


def meeting(meeting_id: int) -> Meeting | None:
    """One meeting."""
    return db.session.get(Meeting, meeting_id)


def meeting_for_change(meeting_id: int) -> Meeting | None:
    """The same, locked until the transaction ends, so that a vote counts those who are there."""
    return db.session.scalar(select(Meeting).where(Meeting.id == meeting_id).with_for_update())


def present_at(meeting_id: int) -> list[str]:
    """Who is there by the newest roll-call; nobody before the first."""
    newest = select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.id.desc()).limit(1)
    row = db.session.scalar(newest)
    return row.present if row else []


def votes_of(meeting_id: int) -> dict[Key, Vote]:
    """The vote that counts on each subject, (`REST`, 0) for those taken together."""
    rows = db.session.scalars(select(Vote).where(Vote.meeting_id == meeting_id).order_by(Vote.id))
    return {(row.subject_kind, row.subject_id): row for row in rows}


def count_of(vote: Vote) -> Count:
    """A stored vote as the rules count it."""
    return Count(vote.members, vote.present, vote.ayes, vote.noes, vote.abstentions)


def agenda(meeting: Meeting, *, every: bool = False) -> Agenda:
    """Whose star moves, who objected, whom a departure concerns; or every department and grid member."""
    found = results_of(meeting.proposal_id, KINDS)
    concerned = _concerned(meeting.year)
    voted = votes_of(meeting.id)
    items = [one for one in found if every or _to_discuss(one, concerned, voted)]
    return Agenda(items, len(found) - len(items))


def _concerned(year: int) -> set[Key]:
    rows = [*objections(year), *departures(year)]
    return {(one.subject_kind, one.subject_id) for one in rows}


def _to_discuss(one: ProposedResult, concerned: set[Key], voted: Mapping[Key, Vote]) -> bool:
    key = (one.subject_kind, one.subject_id)
    return key in concerned or key in voted or one.transition not in (KEPT, NONE)


def rest_vote(votes: Mapping[Key, Vote]) -> Vote | None:
    """The vote on all results that were not taken one by one."""
    return votes.get((REST, 0))
