"""How each kind of paper is worded: the hospital's newest version, or the one that comes with the software."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import func, select

from hospital_integrity.certificates.models import CertificateWording
from hospital_integrity.db import db
from hospital_integrity.rules.citation import WORDINGS, Wording

SHIPPED = 0


def wordings(kind: str) -> list[CertificateWording]:
    """Every version that the hospital wrote of a kind, newest first."""
    rows = select(CertificateWording).where(CertificateWording.kind == kind)
    return list(db.session.scalars(rows.order_by(CertificateWording.id.desc())))


def wording_in_force() -> dict[str, tuple[int, Wording]]:
    """Of every kind the number of the version in force (0: the one that is shipped) and what it says; one statement."""
    newest = select(func.max(CertificateWording.id)).group_by(CertificateWording.kind)
    rows = db.session.scalars(select(CertificateWording).where(CertificateWording.id.in_(newest)))
    return {kind: (SHIPPED, said) for kind, said in WORDINGS.items()} | {
        row.kind: (row.id, said_by(row)) for row in rows
    }


def said_by(row: CertificateWording) -> Wording:
    """What a version says."""
    return Wording(**{field.name: getattr(row, field.name) for field in fields(Wording)})
