"""The leaders' decision that freezes a proposed year, by somebody who had no earlier part in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import operations as awards
from hospital_integrity.awards.operations import Closing
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Hand, Proposal
from hospital_integrity.closing.operations.checking import current
from hospital_integrity.closing.operations.proposing import ready
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger.queries import take_pen
from hospital_integrity.rules import procedure
from hospital_integrity.rules.award import seal_of_closing
from hospital_integrity.rules.procedure import ANSWERER, CHECKER, CONFIRMER, require_other
from hospital_integrity.rules.saying import Refused, Stale

MOST_DOCUMENT_NO = 40


def confirm(year: int, proposal_id: int, document_no: str, decided_on: date) -> Closing:
    """Freeze a proposed year: only when every step before it is done and nothing moved since the proposal."""
    take_pen(alone=True)
    proposal = current(year, proposal_id)
    if proposal.proposed_by is not None and proposal.proposed_by == asker().account_id:
        raise Refused("提出关闭的人不能自己确认，请由另一人确认")
    parts = queries.parts_of(proposal)
    require_other(parts, asker().account_id, [CHECKER, ANSWERER])
    course = queries.course(proposal)
    course.demand(procedure.CONFIRM, clock.today())
    _check_decision(year, document_no, decided_on, course)
    found = ready(year)
    if found.digest != proposal.digest:
        raise Stale("提案之后数据有变动，请重新提出关闭提案")
    return _freeze(proposal, found, document_no.strip(), decided_on, parts)


def _check_decision(year: int, document_no: str, decided_on: date, course: procedure.Course) -> None:
    if not 0 < len(document_no.strip()) <= MOST_DOCUMENT_NO:
        raise Refused("请填写决定文件号，最多 %(limit)s 个字", limit=MOST_DOCUMENT_NO)
    if not year < decided_on.year or decided_on > clock.today():
        raise Refused("决定日期应在 %(year)s 年度结束之后，且不晚于今天", year=year)
    if course.noticed_until and course.notice_days and decided_on <= course.noticed_until:
        raise Refused("决定日期应在公示期满（%(day)s）之后", day=course.noticed_until.isoformat())


def _freeze(
    proposal: Proposal,
    found: queries.Outcome,
    document_no: str,
    decided_on: date,
    parts: Mapping[str, set[int | None]],
) -> Closing:
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
    _keep_hands(closing, parts)
    ledger.seal(proposal.year, "closed")
    note("year.closed", [("closings", closing.id)], year=proposal.year, sha256=closing.sha256)
    return closing


def _keep_hands(closing: Closing, parts: Mapping[str, set[int | None]]) -> None:
    all_parts = {**parts, CONFIRMER: {closing.confirmed_by}}
    people = [(one, part) for part, found in all_parts.items() for one in sorted(found - {None}, key=str)]
    db.session.add_all(Hand(closing_id=closing.id, account_id=one, part=part) for one, part in people)
    db.session.flush()
