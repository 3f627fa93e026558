"""Withdrawing an edition before it takes effect: one person proposes it with a reason, another one decides.

The text stays for ever; the edition before it rules the year again.
"""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.policy import queries
from hospital_integrity.policy.models import EditionRecall, EditionRecallDecision, PublishedEdition
from hospital_integrity.rules.saying import Refused, Stale
from hospital_integrity.rules.succession import why_not_withdrawn


def propose_recall(edition_id: int, reason: str) -> EditionRecall:
    """Propose that an edition that nothing was decided by be withdrawn; Refused where it is in use."""
    row = _withdrawable(edition_id)
    if queries.open_recall(row.id) is not None:
        raise Refused("这一版已有人提出撤回，等待另一人确认")
    recall = EditionRecall(edition_id=row.id, reason=reason, asked_by=asker().account_id, asked_at=clock.now())
    db.session.add(recall)
    db.session.flush()
    note("edition.recall_proposed", [("edition_recalls", recall.id), ("editions", row.id)], year=row.year)
    return recall


def decide_recall(recall_id: int, *, granted: bool) -> EditionRecallDecision:
    """Withdraw the edition, or keep it; by somebody else than who proposed it, while it is still not in use."""
    recall = queries.recall_for_decision(recall_id)
    if recall is None:
        raise Refused("没有这项撤回申请")
    if recall.decision is not None:
        raise Stale("这项撤回申请已有人处理")
    if recall.asked_by == asker().account_id:
        raise Refused("提出撤回的人不能自己确认，请由另一人处理")
    if granted:
        _withdrawable(recall.edition_id)
    decision = EditionRecallDecision(
        recall_id=recall.id, granted=granted, decided_by=asker().account_id, decided_at=clock.now()
    )
    db.session.add(decision)
    db.session.flush()
    verb = "edition.withdrawn" if granted else "edition.kept"
    note(verb, [("editions", recall.edition_id), ("edition_recalls", recall.id)])
    return decision


def _withdrawable(edition_id: int) -> PublishedEdition:
    row = queries.edition_row(edition_id)
    if row is None:
        raise Refused("没有这一版办法")
    if queries.is_withdrawn(row.id):
        raise Refused("这一版已经撤回")
    why = why_not_withdrawn(row.year, clock.today().year)
    if why is not None:
        raise Refused(why)
    return row
