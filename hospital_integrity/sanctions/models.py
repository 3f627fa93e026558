"""Sanctions, what ended them early, and the second person's word on either. All append-only: nothing is erased."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, append_only

ENDINGS = ("lifted", "revoked")
CONFIRMED, DROPPED = "confirmed", "dropped"


@append_only
class Sanction(Base):
    """A sanction on a member of staff, as its document says. It counts once another person has confirmed it.

    `kind` is a key of rules.sanction.KINDS; `corrects` is the sanction whose place it takes. The period is computed.
    """

    __tablename__ = "sanctions"
    __table_args__ = (
        CheckConstraint("effective_on >= decided_on", name="days"),
        CheckConstraint("document_no <> ''", name="has_document"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    document_no: Mapped[str] = mapped_column(String(60))
    decided_by: Mapped[str] = mapped_column(String(60))
    decided_on: Mapped[date] = mapped_column(Date)
    effective_on: Mapped[date] = mapped_column(Date)
    facts: Mapped[str] = mapped_column(Text)
    corrects: Mapped[int | None] = mapped_column(ForeignKey("sanctions.id"), index=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)

    answer: Mapped[SanctionAnswer | None] = relationship(back_populates="sanction", lazy="joined")
    endings: Mapped[list[SanctionEnding]] = relationship(back_populates="sanction", lazy="selectin")


@append_only
class SanctionAnswer(Base):
    """The second person's word on a sanction: confirmed, or dropped with a reason (by whoever entered it, too)."""

    __tablename__ = "sanction_answers"
    __table_args__ = (
        CheckConstraint("verdict IN ('confirmed', 'dropped')", name="verdict"),
        CheckConstraint("verdict = 'dropped' OR entered_by IS NULL OR entered_by <> answered_by", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sanction_id: Mapped[int] = mapped_column(ForeignKey("sanctions.id"), unique=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    remark: Mapped[str] = mapped_column(String(200))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime] = mapped_column(DateTime)

    sanction: Mapped[Sanction] = relationship(back_populates="answer")


@append_only
class SanctionFile(Base):
    """A file that belongs to a sanction: the decision, scanned."""

    __tablename__ = "sanction_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    sanction_id: Mapped[int] = mapped_column(ForeignKey("sanctions.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), unique=True)


@append_only
class SanctionEnding(Base):
    """A sanction was lifted early (it ran until then) or revoked (it never counted), by a document of its own."""

    __tablename__ = "sanction_endings"
    __table_args__ = (
        CheckConstraint("kind IN ('lifted', 'revoked')", name="kind"),
        CheckConstraint("document_no <> ''", name="has_document"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    sanction_id: Mapped[int] = mapped_column(ForeignKey("sanctions.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    on_day: Mapped[date] = mapped_column(Date)
    document_no: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)

    sanction: Mapped[Sanction] = relationship(back_populates="endings")
    answer: Mapped[SanctionEndingAnswer | None] = relationship(back_populates="ending", lazy="joined")


@append_only
class SanctionEndingAnswer(Base):
    """The second person's word on an ending."""

    __tablename__ = "sanction_ending_answers"
    __table_args__ = (
        CheckConstraint("verdict IN ('confirmed', 'dropped')", name="verdict"),
        CheckConstraint("verdict = 'dropped' OR entered_by IS NULL OR entered_by <> answered_by", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ending_id: Mapped[int] = mapped_column(ForeignKey("sanction_endings.id"), unique=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    remark: Mapped[str] = mapped_column(String(200))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime] = mapped_column(DateTime)

    ending: Mapped[SanctionEnding] = relationship(back_populates="answer")
