"""A year's decision half-way, as plain rows: something for every page of closing to show."""

from __future__ import annotations

from datetime import date

from hospital_integrity.clock import now
from hospital_integrity.closing.models import (
    Attendance,
    Departure,
    Meeting,
    Notice,
    Objection,
    Proposal,
    ProposedResult,
    Vote,
)
from hospital_integrity.departments.models import Department
from tests.builders import account, kept

MEMBERS = ["王书记", "李院长", "张副院长"]


def decision(place: Department, edition_id: int, year: int = 2026) -> Proposal:
    """A proposal on notice, with an objection, a departure that waits and a meeting that has voted."""
    officer, digest = account("OF").id, "0" * 64
    proposal = kept(
        Proposal(
            year=year,
            round=1,
            edition_id=edition_id,
            digest=digest,
            results=digest,
            counts=[],
            proposed_by=officer,
            proposed_at=now(),
        )
    )
    _result(proposal, place)
    about = {"year": year, "round": 1, "subject_kind": "department", "subject_id": place.id, "name": place.name}
    told = {"reason": "集体研究决定", "level": "2", "department_id": place.id}
    kept(Departure(**about, **told, proposed_by=officer, proposed_at=now()))
    _notice(proposal, about, place)
    _meeting(proposal, place)
    return proposal


def _result(proposal: Proposal, place: Department) -> None:
    kept(
        ProposedResult(
            proposal_id=proposal.id,
            subject_kind="department",
            subject_id=place.id,
            name=place.name,
            department_id=place.id,
            department_name=place.name,
            pool="clinical",
            level="3",
            level_name="三星",
            rank=2,
            stars=3,
            score="88.50",
            last_stars=2,
            transition="raised",
        )
    )


def _notice(proposal: Proposal, about: dict, place: Department) -> None:
    shared = {"year": proposal.year, "round": proposal.round}
    days = {"days": 5, "first_day": date(2026, 11, 18), "last_day": date(2026, 11, 25), "names": "masked"}
    notice = kept(Notice(proposal_id=proposal.id, **shared, results=proposal.results, **days, begun_at=now()))
    said = {"text": "扣分依据不符", "evidence": "", "due_on": date(2026, 12, 9), "level_name": "三星"}
    head = account("DH").id
    kept(Objection(notice_id=notice.id, **about, **said, department_id=place.id, made_by=head, made_at=now()))


def _meeting(proposal: Proposal, place: Department) -> None:
    told = {"title": "星级评定审议会", "held_on": date(2026, 11, 19), "place": "三楼", "chair": "王书记", "guests": ""}
    row = Meeting(proposal_id=proposal.id, year=proposal.year, **told, members=MEMBERS, entered_at=now())
    meeting = kept(row)
    kept(Attendance(meeting_id=meeting.id, present=MEMBERS, entered_at=now()))
    numbers = {"ayes": 3, "noes": 0, "abstentions": 0, "present": 3, "members": 3, "remark": ""}
    about = {"meeting_id": meeting.id, "subject_kind": "department", "subject_id": place.id}
    kept(Vote(**about, **numbers, entered_at=now()))
