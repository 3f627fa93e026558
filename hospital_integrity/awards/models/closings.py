"""Closings, the awards each one froze, and the reopenings that undo one. All append-only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, append_only


@append_only
class Closing(Base):
    """The decision that froze a year: proposed by one person, confirmed by another, with document number and date."""

    __tablename__ = "closings"
    __table_args__ = (
        UniqueConstraint("year", "round"),
        CheckConstraint("proposed_by IS NULL OR proposed_by <> confirmed_by", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    round: Mapped[int] = mapped_column(Integer)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    document_no: Mapped[str] = mapped_column(String(60))
    decided_on: Mapped[date] = mapped_column(Date)
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_at: Mapped[datetime] = mapped_column(DateTime)
    sha256: Mapped[str] = mapped_column(String(64))


@append_only
class Award(Base):
    """One subject's frozen result: level, score, the whole inputs, the reasons, and the hash over all of it.

    `earned` (the stars that the score alone earned) and `cause` (why the star moved) follow from inputs and reasons;
    they are empty in what was frozen before they were kept.
    """

    __tablename__ = "awards"
    __table_args__ = (
        UniqueConstraint("closing_id", "subject_kind", "subject_id"),
        Index("ix_awards_subject", "subject_kind", "subject_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    closing_id: Mapped[int] = mapped_column(ForeignKey("closings.id"))
    year: Mapped[int] = mapped_column(Integer)
    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(60))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    department_name: Mapped[str] = mapped_column(String(60))
    pool: Mapped[str] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(40))
    stars: Mapped[int] = mapped_column(Integer)
    score: Mapped[str] = mapped_column(String(30))
    transition: Mapped[str] = mapped_column(String(20))
    removed_on: Mapped[date | None] = mapped_column(Date)
    inputs: Mapped[dict[str, object]] = mapped_column(CanonicalJSON, deferred=True)
    reasons: Mapped[list[object]] = mapped_column(CanonicalJSON, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    earned: Mapped[int | None] = mapped_column(Integer)
    cause: Mapped[dict[str, object] | None] = mapped_column(CanonicalJSON)

    closing: Mapped[Closing] = relationship()


@append_only
class Reopening(Base):
    """A later decision that a closing no longer holds; its awards, and certificates issued from them, are void."""

    __tablename__ = "reopenings"

    id: Mapped[int] = mapped_column(primary_key=True)
    closing_id: Mapped[int] = mapped_column(ForeignKey("closings.id"), unique=True)
    document_no: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = mapped_column(DateTime)
