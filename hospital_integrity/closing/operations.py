"""Propose to close a year, and close it."""

from __future__ import annotations

from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import operations as awards
from hospital_integrity.awards import queries as frozen
from hospital_integrity.awards.operations import Award, Closing
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Proposal
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.policy.queries import edition_row_of
from hospital_integrity.rules import award as rules
from hospital_integrity.rules.everybody import Key
from hospital_integrity.rules.frozen import digest, facts_to_json, lines_to_json, result_to_json
from hospital_integrity.rules.saying import Refused
from hospital_integrity.rules.transition import transition


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
        raise Refused(obstacle)
    found = queries.outcome(year)
    waiting = queries.held(found)
    if waiting:
        raise Refused("还有 %(count)s 个对象的结果待定（举报尚未查实），不能关闭", count=len(waiting))
    return found


def confirm(year: int, proposal_id: int, document_no: str, decided_on: date) -> Closing:
    """Freeze a proposed year. Only by somebody else than who proposed it, and only if nothing moved since then."""
    proposal = queries.proposal_of(year)
    if proposal is None or proposal.id != proposal_id:
        raise Refused("这份关闭提案已经不是最新的，请刷新后重试")
    if proposal.proposed_by is not None and proposal.proposed_by == asker().account_id:
        raise Refused("提出关闭的人不能自己确认，请由另一人确认")
    if not document_no.strip() or decided_on > clock.today():
        raise Refused("请填写文件号，决定日期不能晚于今天")
    found = _ready(year)
    if found.digest != proposal.digest:
        raise Refused("提案之后数据有变动，请重新提出关闭提案")
    return _freeze(proposal, found, document_no.strip(), decided_on)


def _freeze(proposal: Proposal, found: queries.Outcome, document_no: str, decided_on: date) -> Closing:
    rows = _awards(found, proposal.year)
    closing = Closing(
        year=proposal.year,
        round=proposal.round,
        edition_id=proposal.edition_id,
        document_no=document_no,
        decided_on=decided_on,
        proposed_by=proposal.proposed_by,
        confirmed_by=asker().account_id,
        confirmed_at=clock.now(),
        sha256=digest([found.edition.sha256, document_no, decided_on.isoformat(), [row.sha256 for row in rows]]),
    )
    awards.freeze(closing, rows)
    ledger.seal(proposal.year, "closed")
    note("year.closed", [("closings", closing.id)], year=proposal.year, sha256=closing.sha256)
    return closing


def _awards(found: queries.Outcome, year: int) -> list[Award]:
    identities = queries.identities(found)
    return [_award(found, key, identities[key], year) for key in sorted(found.ratings)]


def _award(found: queries.Outcome, key: Key, identity: queries.Identity, year: int) -> Award:
    kind, subject = key
    facts, rating = found.facts[key], found.ratings[key]
    said = {
        "year": year,
        "subject_kind": kind,
        "subject_id": subject,
        "name": identity.name,
        "department_id": identity.department_id,
        "department_name": identity.department_name,
        "pool": rating.pool,
        "level": rating.level,
        "stars": rating.stars,
        "score": f"{rating.score:f}",
        "transition": transition(kind, facts.history.last_stars, rating.stars),
        "inputs": {"facts": facts_to_json(facts), "result": result_to_json(rating)},
        "reasons": lines_to_json(rating.lines),
    }
    removed = rules.removed_on(found.edition, facts, rating.stars)
    return Award(**said, removed_on=removed, sha256=rules.seal(said, found.edition.sha256))
