"""What people did about a proposal: checked it, announced its results, objected, answered."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, append_only


@append_only
class Check(Base):
    """Another person's look at a proposal: passed, or returned with a reason. The newest of a proposal counts."""

    __tablename__ = "closing_checks"
    __table_args__ = (
        CheckConstraint("proposed_by IS NULL OR checked_by IS NULL OR proposed_by <> checked_by", name="two_people"),
        CheckConstraint("verdict IN ('passed', 'returned')", name="verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("closing_proposals.id"), index=True)
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    remarks: Mapped[str] = mapped_column(Text)
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    checked_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class Notice(Base):
    """Results announced inside the hospital from a day to a day; the same results of a round are announced once."""

    __tablename__ = "closing_notices"
    __table_args__ = (
        UniqueConstraint("year", "round", "results"),
        CheckConstraint("last_day >= first_day", name="order"),
        CheckConstraint("names IN ('masked', 'full')", name="names"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("closing_proposals.id"))
    year: Mapped[int] = mapped_column(Integer)
    round: Mapped[int] = mapped_column(Integer)
    results: Mapped[str] = mapped_column(String(64))
    days: Mapped[int] = mapped_column(Integer)
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    names: Mapped[str] = mapped_column(String(10))
    begun_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    begun_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class Objection(Base):
    """Somebody concerned disagrees with an announced result; one per person and result of a notice."""

    __tablename__ = "closing_objections"
    __table_args__ = (UniqueConstraint("notice_id", "subject_kind", "subject_id", "made_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("closing_notices.id"))
    year: Mapped[int] = mapped_column(Integer)
    round: Mapped[int] = mapped_column(Integer)
    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(60))
    level_name: Mapped[str] = mapped_column(String(60))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    text: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date] = mapped_column(Date)
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)

    answer: Mapped[Answer | None] = relationship(back_populates="objection", lazy="joined")


@append_only
class ObjectionFile(Base):
    """A file that somebody handed in with an objection."""

    __tablename__ = "closing_objection_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    objection_id: Mapped[int] = mapped_column(ForeignKey("closing_objections.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), unique=True)


@append_only
class Answer(Base):
    """What an uninvolved person found about an objection, with written reasons.

    `proposal_id` is the newest proposal of that moment: what was upheld must be mended by a later one.
    """

    __tablename__ = "closing_answers"
    __table_args__ = (
        CheckConstraint("answered_by <> made_by", name="two_people"),
        CheckConstraint("verdict IN ('upheld', 'partly', 'rejected')", name="verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    objection_id: Mapped[int] = mapped_column(ForeignKey("closing_objections.id"), unique=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("closing_proposals.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    reasons: Mapped[str] = mapped_column(Text)
    answered_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime] = mapped_column(DateTime)

    objection: Mapped[Objection] = relationship(back_populates="answer")
