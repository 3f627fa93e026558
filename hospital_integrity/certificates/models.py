"""Certificates, their files, revocations and wordings, all append-only; a paper's state follows from its ground."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, append_only

GROUNDS = {"award": "award_id", "board": "board_entry_id", "appointment": "appointment_id"}
ONE_GROUND = " OR ".join(
    "(" + " AND ".join(f"{name} IS {'NOT ' * (name == column)}NULL" for name in GROUNDS.values()) + ")"
    for column in GROUNDS.values()
)


@append_only
class Certificate(Base):
    """One paper: what it says (the snapshot), its serial, the secret token of its QR code, and its one ground.

    The ground is an award, an entry of the red board or a grid appointment: three foreign keys of which one is set, so
    that the database knows each of them. `expires_on` is the last day of a paper with a term; `holder` is the name in
    the snapshot, to be searched (older papers haven't got it).
    """

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("kind", "year", "number"), CheckConstraint(ONE_GROUND, name="one_ground"))

    id: Mapped[int] = mapped_column(primary_key=True)
    award_id: Mapped[int | None] = mapped_column(ForeignKey("awards.id"), index=True)
    board_entry_id: Mapped[int | None] = mapped_column(ForeignKey("board_entries.id"), index=True)
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("grid_appointments.id"), index=True)
    expires_on: Mapped[date | None] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(String(12))
    holder: Mapped[str | None] = mapped_column(String(80))
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    serial: Mapped[str] = mapped_column(String(30), unique=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    snapshot: Mapped[dict[str, object]] = mapped_column(CanonicalJSON)
    sha256: Mapped[str] = mapped_column(String(64))
    replaces: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"), unique=True)
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    issued_at: Mapped[datetime] = mapped_column(DateTime)

    @property
    def ground_kind(self) -> str:
        """What the paper rests on: `award`, `board` or `appointment`."""
        return next(kind for kind, column in GROUNDS.items() if getattr(self, column) is not None)

    @property
    def ground_id(self) -> int:
        """The number of that award, entry of the board or appointment."""
        found: int = getattr(self, GROUNDS[self.ground_kind])
        return found


@append_only
class CertificateIssue(Base):
    """One time papers were issued, by the form that asked for it, so that the same form sent twice issues once.

    `source` is the hash of the list from a spreadsheet, where there was one.
    """

    __tablename__ = "certificate_issues"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    papers: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(64), default="")
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    issued_at: Mapped[datetime] = mapped_column(DateTime)


class CheckCount(Base):
    """How often somebody asked the public check in one minute; a few minutes old at most.

    `bucket` is a keyed hash of the address, so that nobody's address is kept. The one table here that is no record.
    """

    __tablename__ = "certificate_check_counts"

    bucket: Mapped[str] = mapped_column(String(32), primary_key=True)
    minute: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    questions: Mapped[int] = mapped_column(Integer)


@append_only
class CertificateWording(Base):
    """How the hospital words a kind of paper from now on; the newest row of a kind counts, papers keep their own."""

    __tablename__ = "certificate_wordings"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), index=True)
    title: Mapped[str] = mapped_column(String(10))
    english: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(10))
    praise: Mapped[str] = mapped_column(String(300))
    grade: Mapped[str] = mapped_column(String(60))
    closing: Mapped[str] = mapped_column(String(200))
    seal_line: Mapped[str] = mapped_column(String(10))
    seal: Mapped[bool]
    signatory: Mapped[str] = mapped_column(String(60))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)


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
class PaperKey(Base):
    """A public key that proves papers, kept for as long as papers are: of files (a certificate) or of QR codes.

    `public` is a certificate in DER, or the 32 bytes of an Ed25519 key.
    """

    __tablename__ = "certificate_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    use: Mapped[str] = mapped_column(String(4))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    first_used_at: Mapped[datetime] = mapped_column(DateTime)


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


@append_only
class CertificatePrint(Base):
    """One line of the printing register: who had which papers printed, how often and what for.

    `wanted` is what was asked for, for the register's reader; the papers stand in `certificate_print_papers`.
    """

    __tablename__ = "certificate_prints"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    shape: Mapped[str] = mapped_column(String(5))
    sorting: Mapped[str] = mapped_column(String(10))
    wanted: Mapped[dict[str, Any]] = mapped_column(CanonicalJSON)
    papers: Mapped[int] = mapped_column(Integer)
    copies: Mapped[int] = mapped_column(Integer)
    purpose: Mapped[str] = mapped_column(String(100))
    printed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    printed_at: Mapped[datetime] = mapped_column(DateTime)

    printer: Mapped[Any] = relationship("Account", viewonly=True, lazy="raise")
    handovers: Mapped[list[CertificateHandover]] = relationship(
        viewonly=True, lazy="raise", order_by="CertificateHandover.id"
    )


@append_only
class CertificatePrintPaper(Base):
    """A paper of a printed batch, and its place in it."""

    __tablename__ = "certificate_print_papers"
    __table_args__ = (UniqueConstraint("print_id", "place"), UniqueConstraint("print_id", "certificate_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    print_id: Mapped[int] = mapped_column(ForeignKey("certificate_prints.id"))
    place: Mapped[int] = mapped_column(Integer)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id"), index=True)


@append_only
class CertificateHandover(Base):
    """Printed papers were handed to somebody, all at once or some at a time: to whom, when, how many sheets."""

    __tablename__ = "certificate_handovers"

    id: Mapped[int] = mapped_column(primary_key=True)
    print_id: Mapped[int] = mapped_column(ForeignKey("certificate_prints.id"), index=True)
    handed_to: Mapped[str] = mapped_column(String(60))
    handed_on: Mapped[date] = mapped_column(Date)
    copies: Mapped[int] = mapped_column(Integer)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)
