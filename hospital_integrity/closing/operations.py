"""Propose to close a year, and close it."""

from __future__ import annotations

from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import operations as awards
from hospital_integrity.awards import queries as frozen
from hospital_integrity.awards.operations import Closing
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Proposal
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger.queries import take_pen
from hospital_integrity.policy.queries import edition_row_of
from hospital_integrity.rules.award import seal_of_closing
from hospital_integrity.rules.saying import Refused, Stale

MOST_DOCUMENT_NO = 40


def propose(year: int) -> Proposal:
    """Put down what closing a year would freeze; refused, with the reason, while anything is still open."""
    found = _ready(year)
    proposal = Proposal(
        year=year,
        round=frozen.rounds_of(year) + 1,
        edition_id=edition_row_of(year).id,
        digest=found.digest,
        counts=found.counts,
        proposed_by=asker().account_id,
        proposed_at=clock.now(),
    )
    db.session.add(proposal)
    db.session.flush()
    note("closing.proposed", [("closing_proposals", proposal.id)], year=year, digest=found.digest)
    return proposal


def _ready(year: int) -> queries.Outcome:
    for obstacle in queries.obstacles(year):
        raise Refused(obstacle.saying)
    found = queries.outcome(year)
    if not found.ratings:
        raise Refused("%(year)s 年度没有可以评定的对象", year=year)
    if found.held:
        raise Refused("还有 %(count)s 个对象的结果待定（举报尚未查实），不能关闭", count=len(found.held))
    return found


def confirm(year: int, proposal_id: int, document_no: str, decided_on: date) -> Closing:
    """Freeze a proposed year. Only by somebody else than who proposed it, and only if nothing moved since then."""
    take_pen(alone=True)
    proposal = queries.proposal_for_change(proposal_id)
    newest = queries.proposal_of(year)
    if proposal is None or newest is None or newest.id != proposal.id:
        raise Stale("这份关闭提案已经不是最新的，请刷新后重试")
    if proposal.proposed_by is not None and proposal.proposed_by == asker().account_id:
        raise Refused("提出关闭的人不能自己确认，请由另一人确认")
    _check_decision(year, document_no, decided_on)
    found = _ready(year)
    if found.digest != proposal.digest:
        raise Stale("提案之后数据有变动，请重新提出关闭提案")
    return _freeze(proposal, found, document_no.strip(), decided_on)


def _check_decision(year: int, document_no: str, decided_on: date) -> None:
    if not 0 < len(document_no.strip()) <= MOST_DOCUMENT_NO:
        raise Refused("请填写决定文件号，最多 %(limit)s 个字", limit=MOST_DOCUMENT_NO)
    if not year < decided_on.year or decided_on > clock.today():
        raise Refused("决定日期应在 %(year)s 年度结束之后，且不晚于今天", year=year)


def _freeze(proposal: Proposal, found: queries.Outcome, document_no: str, decided_on: date) -> Closing:
    seals = (one["sha256"] for one in found.awards)
    closing = Closing(
        year=proposal.year,
        round=proposal.round,
        edition_id=proposal.edition_id,
        document_no=document_no,
        decided_on=decided_on,
        proposed_by=proposal.proposed_by,
        confirmed_by=asker().account_id,
        confirmed_at=clock.now(),
        sha256=seal_of_closing(found.edition.sha256, document_no, decided_on, seals),
    )
    awards.freeze(closing, found.awards)
    ledger.seal(proposal.year, "closed")
    note("year.closed", [("closings", closing.id)], year=proposal.year, sha256=closing.sha256)
    return closing
