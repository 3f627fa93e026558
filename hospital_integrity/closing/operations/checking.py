"""The office's look at a proposal, by another person than who made it; and the public notice of its results."""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Check, Notice, Proposal
from hospital_integrity.db import db
from hospital_integrity.hospital.queries import calendar
from hospital_integrity.journal.operations import note
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules import procedure
from hospital_integrity.rules.procedure import ANSWERER, PASSED, PROPOSER, RETURNED, require_other
from hospital_integrity.rules.saying import Refused, Stale

LEAST_REASON = 5


def current(year: int, proposal_id: int) -> Proposal:
    """The proposal that was looked at, locked; Stale when it is no longer the newest of the open round."""
    proposal, newest = queries.proposal_for_change(proposal_id), queries.proposal_of(year)
    if proposal is None or newest is None or newest.id != proposal.id:
        raise Stale("这份关闭提案已经不是最新的，请刷新后重试")
    return proposal


def check(year: int, proposal_id: int, verdict: str, remarks: str) -> Check:
    """Pass a proposal, or return it with a reason; who proposed or answered objections can't."""
    proposal = current(year, proposal_id)
    require_other(queries.parts_of(proposal), asker().account_id, [PROPOSER, ANSWERER])
    _check_verdict(proposal, verdict, remarks.strip())
    row = Check(
        proposal_id=proposal.id,
        proposed_by=proposal.proposed_by,
        verdict=verdict,
        remarks=remarks.strip(),
        checked_by=asker().account_id,
        checked_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    verb = "closing.checked" if verdict == PASSED else "closing.returned"
    note(verb, [("closing_checks", row.id), ("closing_proposals", proposal.id)], year=year)
    return row


def _check_verdict(proposal: Proposal, verdict: str, remarks: str) -> None:
    course = queries.course(proposal)
    if course.checked == RETURNED or (course.checked and verdict == PASSED):
        raise Stale("这份提案已经有人审核过了，请刷新后重试")
    if verdict == RETURNED and len(remarks) < LEAST_REASON:
        raise Refused("退回必须写明理由（至少 %(least)s 个字）", least=LEAST_REASON)
    if verdict == PASSED and queries.outcome(proposal.year).digest != proposal.digest:
        raise Stale("提案之后数据有变动，请重新提出关闭提案")


def announce(year: int, proposal_id: int, names: str) -> Notice:
    """Begin the public notice of a checked proposal; it lasts the edition's working days, counted from tomorrow.

    How names stand on it is the edition's business; `names` decides only where it leaves that open.
    """
    proposal = current(year, proposal_id)
    course, today = queries.course(proposal), clock.today()
    course.demand(procedure.ANNOUNCE, today)
    row = Notice(
        proposal_id=proposal.id,
        year=year,
        round=proposal.round,
        results=proposal.results,
        days=course.notice_days,
        first_day=today,
        last_day=calendar().add_working_days(today, course.notice_days),
        names=procedure.notice_names(edition_of(year)) or names,
        begun_by=asker().account_id,
        begun_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note("closing.announced", [("closing_notices", row.id)], year=year, last_day=row.last_day.isoformat())
    return row
