"""A department rates itself before the office proposes; what it says isn't counted, only shown."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hospital_integrity.access import asker
from hospital_integrity.closing import queries
from hospital_integrity.journal.operations import note
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.ledger.operations import NewMark
from hospital_integrity.rules.evidence import SELF_RATING
from hospital_integrity.rules.saying import Refused

KIND = "department"


def rate_oneself(year: int, department_id: int, points: Mapping[str, Decimal], comment: str, nonce: str) -> None:
    """Keep a department's own marks, one a heading; refused once the year was proposed."""
    if not queries.asks_for_self_rating(year):
        raise Refused("%(year)s 年度的评分办法不要求科室自评", year=year)
    if queries.proposal_of(year) is not None:
        raise Refused("%(year)s 年度已提出结算提案，不能再自评", year=year)
    found = queries.self_ratings(year, [department_id]).get(department_id)
    if found is None:
        raise Refused("这个科室不参加 %(year)s 年度的评定", year=year)
    for row in found.rows:
        if row.key not in points or not 0 <= points[row.key] <= row.full:
            raise Refused("“%(name)s”的自评分应在 0 和 %(full)s 之间", name=row.name, full=row.full)
    marks = [
        NewMark(f"{nonce}-{row.key}", KIND, department_id, year, SELF_RATING, points[row.key], row.key, comment.strip())
        for row in found.rows
    ]
    kept = ledger.mark_all(marks, asker().account_id)
    note("department.self_rated", [("marks", row.id) for row in kept], year=year, department=department_id)
