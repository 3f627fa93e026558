"""Decisions between two awards: proposed by one person, confirmed or dropped by another. All append-only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, append_only


class Said:
    """What a proposal and the change made of it say alike. `year` is that of the award whose stars they are about."""

    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(Integer)
    year: Mapped[int] = mapped_column(Integer)
    transition: Mapped[str] = mapped_column(String(20))
    from_stars: Mapped[int] = mapped_column(Integer)
    to_stars: Mapped[int] = mapped_column(Integer)
    cause: Mapped[str] = mapped_column(String(500))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"))
    document_no: Mapped[str] = mapped_column(String(60))
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


@append_only
class StarProposal(Said, Base):
    """Somebody's proposal to suspend, resume or remove a star; it changes nothing until another person confirms it."""

    __tablename__ = "star_proposals"
    __table_args__ = (
        Index("ix_star_proposals_subject", "subject_kind", "subject_id"),
        CheckConstraint("transition IN ('suspended', 'resumed', 'removed')", name="transition"),
        CheckConstraint("cause <> ''", name="has_cause"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    proposed_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class StarDrop(Base):
    """A proposal that nobody will confirm any more, with the reason."""

    __tablename__ = "star_drops"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("star_proposals.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(500))
    dropped_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    dropped_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class StarChange(Said, Base):
    """A star that moved between two awards. `number` counts the changes of one award's stars, so that two decisions
    taken in the same moment can't both hold."""

    __tablename__ = "star_changes"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "year", "number"),
        CheckConstraint("transition IN ('suspended', 'resumed', 'removed')", name="transition"),
        CheckConstraint("proposed_by IS NULL OR proposed_by <> confirmed_by", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("star_proposals.id"), unique=True)
    number: Mapped[int] = mapped_column(Integer)
    changed_on: Mapped[date] = mapped_column(Date)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_at: Mapped[datetime] = mapped_column(DateTime)
