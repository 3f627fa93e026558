"""The leaders' meeting: called, its roll taken, its votes counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import queries as awards
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Attendance, Meeting, Vote
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.meeting import REST, Count, check_members
from hospital_integrity.rules.saying import Refused, Stale


@dataclass(frozen=True)
class Invitation:
    """What is known of a meeting beforehand."""

    title: str
    held_on: date
    place: str
    chair: str
    members: Sequence[str]
    guests: str = ""


def call_meeting(year: int, invitation: Invitation) -> Meeting:
    """Call a meeting about the newest proposal of an open year."""
    proposal = queries.proposal_of(year)
    if proposal is None or awards.closing_of(year):
        raise Refused("%(year)s 年度没有可以审议的提案", year=year)
    check_members(invitation.members, invitation.chair)
    if invitation.held_on > clock.today():
        raise Refused("会议日期不能晚于今天；请在开会当天登记")
    row = Meeting(
        proposal_id=proposal.id,
        year=year,
        **{**vars(invitation), "members": list(invitation.members)},
        entered_by=asker().account_id,
        entered_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note("meeting.called", [("closing_meetings", row.id)], year=year, members=len(invitation.members))
    return row


def take_roll(meeting_id: int, present: Sequence[str]) -> Attendance:
    """Say which members are there from now on."""
    meeting = _open_meeting(meeting_id)
    here = [name for name in meeting.members if name in set(present)]
    row = Attendance(meeting_id=meeting.id, present=here, entered_by=asker().account_id, entered_at=clock.now())
    db.session.add(row)
    db.session.flush()
    note("meeting.attended", [("closing_attendances", row.id), ("closing_meetings", meeting.id)], present=len(here))
    return row


def vote(meeting_id: int, kind: str, subject_id: int, votes: tuple[int, int, int], remark: str) -> Vote:
    """Write down a vote (for, against, abstaining) on one result, or (kind "rest") on all others together."""
    meeting = _open_meeting(meeting_id)
    if kind != REST and queries.result(meeting.proposal_id, kind, subject_id) is None:
        raise Refused("提案里没有这个对象")
    count = Count(len(meeting.members), len(queries.present_at(meeting.id)), *votes)
    count.check()
    row = Vote(
        meeting_id=meeting.id,
        subject_kind=kind,
        subject_id=subject_id,
        **vars(count),
        remark=remark.strip(),
        entered_by=asker().account_id,
        entered_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note("meeting.voted", [("closing_votes", row.id), ("closing_meetings", meeting.id)], adopted=count.adopted)
    return row


def _open_meeting(meeting_id: int) -> Meeting:
    meeting = queries.meeting_for_change(meeting_id)
    if meeting is None:
        raise Refused("找不到这次会议")
    newest = queries.proposal_of(meeting.year)
    if newest is None or newest.id != meeting.proposal_id:
        raise Stale("这次会议审议的提案已经不是最新的，会议记录不再改动")
    return meeting
