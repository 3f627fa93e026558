"""The public keys that prove papers, those of today and all before."""

from __future__ import annotations

from sqlalchemy import select

from hospital_integrity.certificates.models import PaperKey
from hospital_integrity.db import db

FILE, CODE = "file", "code"


def paper_keys(use: str) -> list[PaperKey]:
    """Every key ever used for files (`FILE`) or QR codes (`CODE`), oldest first."""
    return list(db.session.scalars(select(PaperKey).where(PaperKey.use == use).order_by(PaperKey.id)))


def hold_serials() -> None:
    """Lock the first key of codes until the transaction ends: whoever takes serials comes one after the other."""
    first = select(PaperKey.id).where(PaperKey.use == CODE).order_by(PaperKey.id).limit(1)
    db.session.execute(first.with_for_update()).all()


def paper_key(sha256: str) -> PaperKey | None:
    """The key with this hash of its public part."""
    return db.session.scalar(select(PaperKey).where(PaperKey.sha256 == sha256))
