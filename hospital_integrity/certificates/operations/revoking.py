"""Revoking a paper; it stays readable."""

from __future__ import annotations

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.awards.queries import closing_for_change
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import Revocation
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused

MOST_REASON = 200


def revoke(certificate_id: int, reason: str) -> Revocation:
    """Declare a paper void, with the reason that the check page gives; it stays readable."""
    valid_for_change(certificate_id)
    if not 0 < len(reason.strip()) <= MOST_REASON:
        raise Refused("请写明撤销理由，最多 %(limit)s 个字；核验页会显示它", limit=MOST_REASON)
    row = Revocation(
        certificate_id=certificate_id, reason=reason.strip(), revoked_by=asker().account_id, revoked_at=clock.now()
    )
    db.session.add(row)
    db.session.flush()
    note("certificate.revoked", [("certificates", certificate_id), ("certificate_revocations", row.id)])
    return row


def valid_for_change(certificate_id: int) -> queries.Paper:
    """A paper that is valid, its closing (if any) locked until the transaction ends; Refused if there is none."""
    seen = queries.paper(certificate_id)
    if seen is None:
        raise Refused("没有这份证书")
    if seen.award:
        closing_for_change(seen.award.closing_id)
    paper = queries.paper(certificate_id)
    if paper is None or paper.state != queries.VALID:
        raise Refused("这份证书已经作废")
    return paper
