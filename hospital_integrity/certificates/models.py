"""Certificates, their files and their revocations, all append-only; a paper's state follows from them and its award."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, CanonicalJSON, append_only


@append_only
class Certificate(Base):
    """One paper: what it says (the snapshot), its serial, and the secret token of its QR code."""

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("kind", "year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    serial: Mapped[str] = mapped_column(String(30), unique=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    snapshot: Mapped[dict[str, object]] = mapped_column(CanonicalJSON)
    sha256: Mapped[str] = mapped_column(String(64))
    replaces: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"), unique=True)
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    issued_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class Revocation(Base):
    """The decision that a paper is no longer valid, with its reason; the paper stays readable."""

    __tablename__ = "certificate_revocations"

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(200))
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    revoked_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class CertificateFile(Base):
    """The PDF of one paper as it was drawn the first time, and its hash: what is handed out from then on.

    It stands in the database, so that a backup has it and a row without its file can't exist.
    """

    __tablename__ = "certificate_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    drawn_at: Mapped[datetime] = mapped_column(DateTime)
