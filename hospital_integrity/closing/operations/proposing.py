"""Propose to close a year: what it would freeze, by its digest, and every result as it would be."""

from __future__ import annotations

from sqlalchemy import insert

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import queries as frozen
from hospital_integrity.closing import queries
from hospital_integrity.closing.models import Proposal, ProposedResult
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.policy.queries import edition_row_of
from hospital_integrity.rules.procedure import ANSWERER, require_other
from hospital_integrity.rules.saying import Refused

AT_ONCE = 1000


def propose(year: int) -> Proposal:
    """Put down what closing a year would freeze; refused, with the reason, while anything is still open."""
    found, round_ = ready(year), frozen.rounds_of(year) + 1
    require_other({ANSWERER: queries.answerers(year, round_)}, asker().account_id, [ANSWERER])
    proposal = Proposal(
        year=year,
        round=round_,
        edition_id=edition_row_of(year).id,
        digest=found.digest,
        results=found.results,
        counts=found.counts,
        proof={kind: one.plain() for kind, one in found.proofs.items()},
        proposed_by=asker().account_id,
        proposed_at=clock.now(),
    )
    db.session.add(proposal)
    db.session.flush()
    _keep_results(proposal, found)
    note("closing.proposed", [("closing_proposals", proposal.id)], year=year, digest=found.digest)
    return proposal


def ready(year: int) -> queries.Outcome:
    """What closing a year would freeze now; refused while anything is open or held."""
    for obstacle in queries.obstacles(year):
        raise Refused(obstacle.saying)
    found = queries.outcome(year)
    if not found.ratings:
        raise Refused("%(year)s 年度没有可以评定的对象", year=year)
    if found.held:
        raise Refused("还有 %(count)s 个对象的结果待定（举报尚未查实），不能关闭", count=len(found.held))
    for proof in found.proofs.values():
        for fault in proof.faults:
            raise Refused(fault)
    return found


def _keep_results(proposal: Proposal, found: queries.Outcome) -> None:
    rows = [{"proposal_id": proposal.id, **row} for row in found.rows]
    for start in range(0, len(rows), AT_ONCE):
        db.session.execute(insert(ProposedResult), rows[start : start + AT_ONCE])
