"""Papers ordered for some grounds of one kind, as a form or a list asks for them: issued once, at once or by a job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import Certificate, CertificateIssue
from hospital_integrity.certificates.operations.drafting import Decision
from hospital_integrity.certificates.operations.issuing import (
    award_drafts,
    honour_drafts,
    issue,
    issue_honours,
    issue_letters,
    letter_drafts,
)
from hospital_integrity.certificates.operations.making import Check, Draft, made
from hospital_integrity.db import db
from hospital_integrity.rules.paper_kinds import HONOURS, SUBJECTS


@dataclass(frozen=True)
class Order:
    """For which grounds papers of a kind are wanted, and on what decision where they rest on no closing."""

    kind: str
    grounds: Sequence[int]
    decision: Decision | None = None

    def plain(self) -> dict[str, Any]:
        """The order as JSON knows it; `ordered` brings it back."""
        told = self.decision
        days = {"day": told.day.isoformat(), "to_day": told.to_day and told.to_day.isoformat()} if told else {}
        number = {"document_no": told.document_no} if told else {}
        return {"kind": self.kind, "awards": list(self.grounds), **days, **number}


def ordered(plain: Mapping[str, Any]) -> Order:
    """An order from what `Order.plain` gave."""
    decision = None
    if plain.get("day"):
        last = date.fromisoformat(plain["to_day"]) if plain["to_day"] else None
        decision = Decision(date.fromisoformat(plain["day"]), plain["document_no"], last)
    return Order(plain["kind"], plain["awards"], decision)


def carry_out(order: Order, check: Check, nonce: str, source: str = "") -> CertificateIssue:
    """Issue what is ordered, all or none; the same form sent twice issues once. `source` is the hash of a list."""
    known = queries.issue_by_nonce(nonce)
    if known is not None:
        return known
    papers = issue_order(order, check)
    told = {"nonce": nonce, "kind": order.kind, "papers": len(papers), "source": source}
    row = CertificateIssue(**told, issued_by=asker().account_id, issued_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row


def issue_order(order: Order, check: Check) -> list[Certificate]:
    """Issue what is ordered, all or none."""
    if order.kind in SUBJECTS:
        return issue(order.grounds, check, order.kind)
    decision = order.decision or Decision(clock.today())
    if order.kind in HONOURS:
        return issue_honours(order.kind, order.grounds, decision, check)
    return issue_letters(order.grounds, decision, check)


def rehearse(order: Order, check: Check) -> None:
    """Raise whatever issuing would, and issue nothing: for many papers, before the one piece that writes."""
    made(_drafts(order), check)


def _drafts(order: Order) -> list[Draft]:
    if order.kind in SUBJECTS:
        return award_drafts(order.grounds, order.kind)
    decision = order.decision or Decision(clock.today())
    if order.kind in HONOURS:
        return honour_drafts(order.kind, order.grounds, decision)
    return letter_drafts(order.grounds, decision)
