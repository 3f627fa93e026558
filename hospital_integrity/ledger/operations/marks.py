"""Record marks: judged values, the newest of a rater counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hospital_integrity import clock
from hospital_integrity.db import db
from hospital_integrity.ledger import queries
from hospital_integrity.ledger.models import Mark
from hospital_integrity.ledger.operations.revisions import bump
from hospital_integrity.rules.saying import Refused


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark that somebody wants to record; `value` None withdraws the rater's earlier one."""

    nonce: str
    subject_kind: str
    subject_id: int
    year: int
    sheet: str
    value: Decimal | None
    heading: str = ""
    comment: str = ""
    rater: str = ""


def mark_all(marks: Sequence[NewMark], rater_id: int | None) -> list[Mark]:
    """Record marks in a constant number of statements; a closed year takes none. Known nonces are not written again."""
    queries.take_pen(alone=False)
    known = queries.marks_by_nonce([mark.nonce for mark in marks])
    sealed, moment = queries.sealed_years(), clock.now()
    for year in {mark.year for mark in marks} & sealed:
        raise Refused("%(year)s 年度已关闭，不能再评分", year=year)
    rows = [_mark(mark, rater_id, moment) for mark in marks if mark.nonce not in known]
    db.session.add_all(rows)
    bump((row.subject_kind, row.subject_id, row.year) for row in rows)
    db.session.flush()
    known.update({row.nonce: row for row in rows})
    return [known[mark.nonce] for mark in marks]


def _mark(mark: NewMark, rater_id: int | None, moment: object) -> Mark:
    return Mark(
        nonce=mark.nonce,
        subject_kind=mark.subject_kind,
        subject_id=mark.subject_id,
        year=mark.year,
        sheet=mark.sheet,
        heading=mark.heading,
        value=mark.value,
        comment=mark.comment,
        rater_id=rater_id,
        rater=mark.rater,
        recorded_at=moment,
    )
