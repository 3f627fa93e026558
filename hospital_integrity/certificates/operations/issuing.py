"""Issuing papers and issuing one anew; a closing's row is the lock under which serials run on without a gap."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import insert

from hospital_integrity.awards import queries as awards
from hospital_integrity.awards.queries import Award, Closing
from hospital_integrity.certificates import queries
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations.making import Check, Columns, ground_of, made
from hospital_integrity.certificates.operations.revoking import valid_for_change
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.frozen import digest
from hospital_integrity.rules.saying import Refused


def issue_all(closing_id: int, kind: str, check: Check) -> list[Certificate]:
    """Issue every paper of a closing and kind that is still missing; see `issue`."""
    closing = _holding(closing_id)
    return _issue(closing, queries.issuable(closing, kind), check)


def issue(award_ids: Collection[int], check: Check) -> list[Certificate]:
    """Issue papers for awards of one closing, all or none; those that have a valid paper already are left out.

    `check` (of pdf.py) refuses words that can't be drawn; every such paper is named at once in `Undrawable`.
    """
    return _issue(*_chosen(award_ids), check)


def rehearse(award_ids: Collection[int], check: Check) -> None:
    """Raise whatever `issue` would, and issue nothing: for many papers, before the one piece that writes."""
    closing, missing = _chosen(award_ids)
    made(ground_of(closing), missing, {}, check)


def _chosen(award_ids: Collection[int]) -> tuple[Closing, list[Award]]:
    found = awards.awards_by_id(award_ids)
    closings = {award.closing_id for award in found.values()}
    if len(found) != len(set(award_ids)) or len(closings) != 1:
        raise Refused("请选择同一年度结果中的对象")
    closing = _holding(closings.pop())
    kinds = {award.subject_kind for award in found.values()}
    return closing, [award for kind in sorted(kinds) for award in queries.issuable(closing, kind) if award.id in found]


def _holding(closing_id: int) -> Closing:
    closing = awards.closing_for_change(closing_id)
    if closing is None or awards.reopening_of(closing_id) is not None:
        raise Refused("这个年度的结果已不再有效，不能签发证书")
    return closing


def _issue(closing: Closing, missing: Sequence[Award], check: Check) -> list[Certificate]:
    if not missing:
        raise Refused("没有需要签发的证书：都已签发，或等次不颁发证书")
    before = queries.papers_of_awards([award.id for award in missing])
    replaced = {award_id: papers[-1].certificate.id for award_id, papers in before.items() if papers}
    rows = _kept(made(ground_of(closing), missing, replaced, check))
    papers = [("certificates", row.id) for row in rows]
    note("certificates.issued", papers, closing=closing.id, sha256=digest([row.sha256 for row in rows]))
    return rows


def reissue(certificate_id: int, check: Check) -> Certificate:
    """Issue a valid paper anew (lost, damaged): a new serial and code; the old one is void and names its successor."""
    old = valid_for_change(certificate_id)
    ground = ground_of(_holding(old.award.closing_id))
    (new,) = _kept(made(ground, [old.award], {old.award.id: certificate_id}, check))
    note("certificates.issued", [("certificates", new.id)], replaces=certificate_id, sha256=new.sha256)
    return new


def _kept(rows: Sequence[Columns]) -> list[Certificate]:
    # One statement however many there are: adding them one by one would ask SQLite for each number in turn.
    db.session.execute(insert(Certificate), rows)
    return queries.certificates_by_serial([row["serial"] for row in rows])
