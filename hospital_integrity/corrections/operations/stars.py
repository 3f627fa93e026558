"""Suspend, resume or remove a star between awards: one person proposes, another one confirms, and it holds at once."""

from __future__ import annotations

from dataclasses import dataclass

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards import operations as awards
from hospital_integrity.awards import queries
from hospital_integrity.awards.queries import StarChange, StarProposal
from hospital_integrity.corrections.queries import vetoes_of
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.current_star import StarNow
from hospital_integrity.rules.saying import Refused, Stale
from hospital_integrity.rules.transition import REMOVED, between_awards

LEAST_CAUSE, MOST_CAUSE, MOST_DOCUMENT_NO = 5, 500, 60


@dataclass(frozen=True)
class Decision:
    """What somebody wants to have decided about a star; a removal names the veto it rests on."""

    nonce: str
    kind: str
    subject_id: int
    transition: str
    cause: str
    document_no: str
    entry_id: int | None = None


def propose_change(wanted: Decision) -> StarProposal:
    """Put a decision down for a second person; the same nonce again changes nothing."""
    known = queries.star_proposal_by_nonce(wanted.nonce)
    return known or _noted(keep_proposal(wanted))


def keep_proposal(wanted: Decision) -> StarProposal:
    """Check and keep a proposal, without an event: for a decision that it is part of."""
    now = _now(wanted.kind, wanted.subject_id)
    to_stars = between_awards(wanted.transition, now.awarded.stars, now.standing)
    _check(wanted, now)
    if queries.open_proposals(wanted.kind, wanted.subject_id):
        raise Refused("已有一项决定在等待确认，请先确认或作废")
    return awards.propose_star(
        awards.NewProposal(
            nonce=wanted.nonce,
            subject_kind=wanted.kind,
            subject_id=wanted.subject_id,
            year=now.awarded.year,
            transition=wanted.transition,
            from_stars=0 if now.standing else now.awarded.stars,
            to_stars=to_stars,
            cause=wanted.cause.strip(),
            document_no=wanted.document_no.strip(),
            entry_id=wanted.entry_id,
        )
    )


def confirm_change(proposal_id: int) -> StarChange:
    """Make a proposal hold from today. By somebody else than who proposed it, and only if nothing moved since then."""
    proposal = _waiting(proposal_id)
    if proposal.proposed_by is not None and proposal.proposed_by == asker().account_id:
        raise Refused("提出的人不能自己确认，请由另一人确认")
    now = _now(proposal.subject_kind, proposal.subject_id)
    if now.awarded.year != proposal.year:
        raise Stale("提出之后已有新的评定结果，请作废后重新提出")
    between_awards(proposal.transition, now.awarded.stars, now.standing)
    if proposal.transition == REMOVED:
        _check_veto(proposal.subject_kind, proposal.subject_id, proposal.entry_id, now)
    return _changed(proposal)


def drop_change(proposal_id: int, reason: str) -> None:
    """Say why a proposal will not be confirmed; it stays on record."""
    if not reason.strip():
        raise Refused("作废必须写明理由")
    dropped = awards.drop_star_proposal(_waiting(proposal_id), reason.strip())
    note("star.dropped", [("star_drops", dropped.id), ("star_proposals", proposal_id)])


def _changed(proposal: StarProposal) -> StarChange:
    earlier = queries.changes_of(proposal.subject_kind, [proposal.subject_id]).get(proposal.subject_id, [])
    number = 1 + sum(one.year == proposal.year for one in earlier)
    row = awards.change_star(proposal, number)
    rows = [("star_changes", row.id), ("star_proposals", proposal.id)]
    note("star.changed", rows, transition=row.transition, stars=[row.from_stars, row.to_stars])
    return row


def _noted(row: StarProposal) -> StarProposal:
    note("star.proposed", [("star_proposals", row.id)], transition=row.transition)
    return row


def _now(kind: str, subject_id: int) -> StarNow:
    now = queries.stars_now(kind, [subject_id], clock.today()).get(subject_id)
    if now is None:
        raise Refused("这个对象还没有评定过星级")
    return now


def _waiting(proposal_id: int) -> StarProposal:
    proposal = queries.open_proposal_for_change(proposal_id)
    if proposal is None:
        raise Stale("这项决定已经处理过了，请刷新后核对")
    return proposal


def _check(wanted: Decision, now: StarNow) -> None:
    if not LEAST_CAUSE <= len(wanted.cause.strip()) <= MOST_CAUSE:
        raise Refused("原因应写 %(least)s 到 %(most)s 个字", least=LEAST_CAUSE, most=MOST_CAUSE)
    if not 0 < len(wanted.document_no.strip()) <= MOST_DOCUMENT_NO:
        raise Refused("请填写决定文件号，最多 %(limit)s 个字", limit=MOST_DOCUMENT_NO)
    if wanted.transition == REMOVED or wanted.entry_id is not None:
        _check_veto(wanted.kind, wanted.subject_id, wanted.entry_id, now)


def _check_veto(kind: str, subject_id: int, entry_id: int | None, now: StarNow) -> None:
    if entry_id is None:
        raise Refused("摘星须依据一条已查实的否决记录，请先登记")
    if entry_id not in {one.entry.id for one in vetoes_of(kind, subject_id, now.awarded.year)}:
        raise Refused("所选的记录不是这个对象的否决事项，或已经冲销")
