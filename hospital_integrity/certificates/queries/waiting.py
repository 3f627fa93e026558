"""What a list from a spreadsheet may name: whoever waits for a paper of a kind, and who has one already."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from hospital_integrity.awards.queries import Closing
from hospital_integrity.certificates.models import CertificateIssue
from hospital_integrity.certificates.queries.lists import (
    EVERYBODY,
    Wanted,
    appointable,
    honourable,
    issuable,
    matching,
)
from hospital_integrity.certificates.queries.papers import listed
from hospital_integrity.db import db
from hospital_integrity.departments.queries import departments_by_id, staff_members
from hospital_integrity.rules.paper_kinds import HONOURS, OF_PLACES


@dataclass(frozen=True)
class Waiting:
    """A ground without a valid paper: its id, whose (staff number or code of a department), the name, what about."""

    id: int
    mark: str
    name: str
    about: str = ""


def waiting(kind: str, closing: Closing | None = None) -> list[Waiting]:
    """Every ground of a kind without a valid paper, of a closing for the kinds that rest on one."""
    if kind in HONOURS:
        rows = honourable(kind)
        owners = _owners(kind, (row.department_id if kind in OF_PLACES else row.staff_id for row in rows))
        found = [(row.id, row.department_id if kind in OF_PLACES else row.staff_id, row.title) for row in rows]
        return [Waiting(id, *owners[owner], about) for id, owner, about in found if owner in owners]
    if closing is None:
        return [Waiting(row.id, row.staff.number, row.staff.name, row.department.name) for row in appointable()]
    awards = issuable(closing, kind)
    owners = _owners(kind, (award.subject_id for award in awards))
    return [Waiting(award.id, owners[award.subject_id][0], award.name, award.department_name) for award in awards]


def certified(kind: str, closing: Closing | None = None) -> dict[str, str]:
    """The serials of valid papers of a kind, by staff number or code of a department."""
    wanted = Wanted(kind=kind, closing_id=closing.id if closing else 0, valid=True)
    papers = listed(matching(wanted, EVERYBODY))
    ids = {paper.certificate.id: paper.department_id if kind in OF_PLACES else paper.staff_id for paper in papers}
    owners = _owners(kind, ids.values())
    return {owners[ids[one.certificate.id]][0]: one.certificate.serial for one in papers}


def _owners(kind: str, ids: Iterable[int | None]) -> dict[int | None, tuple[str, str]]:
    wanted = {id for id in ids if id is not None}
    if kind in OF_PLACES:
        return {id: (place.code, place.name) for id, place in departments_by_id(wanted).items()}
    return {id: (person.number, person.name) for id, person in staff_members(wanted).items()}


def hold(column: InstrumentedAttribute[int], ids: Collection[int]) -> None:
    """Lock grounds until the transaction ends, so that two who issue for the same ones come one after the other."""
    rows: Any = select(column).where(column.in_(ids)).order_by(column).with_for_update()
    db.session.execute(rows).all()


def issue_by_nonce(nonce: str) -> CertificateIssue | None:
    """What was issued with this form."""
    return db.session.scalar(select(CertificateIssue).where(CertificateIssue.nonce == nonce))
