"""Corrections that were made: what they rested on, what they moved, and the decisions about frozen awards they left."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, ForeignKeyConstraint, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, append_only

KEEP, REOPEN = "keep", "reopen"


@append_only
class Correction(Base):
    """A published entry or a fact turned out untrue. `effects` are the ratings before and after, as the preview said.

    `reversal_id` is empty where the fact never was recorded, was reversed before, or counts in a closed year: then the
    year is opened again first, and a `CorrectionReversal` follows.
    """

    __tablename__ = "corrections"
    __table_args__ = (
        UniqueConstraint("id", "made_by"),
        CheckConstraint("board_entry_id IS NOT NULL OR entry_id IS NOT NULL", name="subject"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    board_entry_id: Mapped[int | None] = mapped_column(ForeignKey("board_entries.id"), unique=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), unique=True)
    verdict_id: Mapped[int | None] = mapped_column(ForeignKey("board_verdicts.id"), unique=True)
    reversal_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), unique=True)
    clarification_id: Mapped[int | None] = mapped_column(ForeignKey("clarifications.id"), unique=True)
    document_no: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(String(500))
    effects: Mapped[list[dict[str, Any]]] = mapped_column(CanonicalJSON)
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)

    awards: Mapped[list[CorrectedAward]] = relationship(viewonly=True, lazy="raise", order_by="CorrectedAward.id")
    later: Mapped[CorrectionReversal | None] = relationship(viewonly=True, lazy="raise")


@append_only
class CorrectionReversal(Base):
    """The points of a correction, reversed once the closed year that they count in was open again."""

    __tablename__ = "correction_reversals"

    id: Mapped[int] = mapped_column(primary_key=True)
    correction_id: Mapped[int] = mapped_column(ForeignKey("corrections.id"), unique=True)
    reversal_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), unique=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class CorrectedAward(Base):
    """A frozen award that rests on a fact which turned out untrue: somebody has to decide about it."""

    __tablename__ = "corrected_awards"
    __table_args__ = (
        UniqueConstraint("correction_id", "award_id"),
        UniqueConstraint("id", "made_by"),
        ForeignKeyConstraint(["correction_id", "made_by"], ["corrections.id", "corrections.made_by"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    correction_id: Mapped[int] = mapped_column(Integer)
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"), index=True)
    made_by: Mapped[int] = mapped_column(Integer)

    decision: Mapped[AwardDecision | None] = relationship(viewonly=True, lazy="raise")


@append_only
class AwardDecision(Base):
    """Whether a frozen award stands although a fact behind it was untrue, or its year is opened again."""

    __tablename__ = "corrected_award_decisions"
    __table_args__ = (
        ForeignKeyConstraint(["corrected_award_id", "made_by"], ["corrected_awards.id", "corrected_awards.made_by"]),
        CheckConstraint(f"decision IN ('{KEEP}', '{REOPEN}')", name="decision"),
        CheckConstraint("decided_by <> made_by", name="two_people"),
        CheckConstraint("reasons <> ''", name="reasons"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    corrected_award_id: Mapped[int] = mapped_column(Integer, unique=True)
    made_by: Mapped[int] = mapped_column(Integer)
    decision: Mapped[str] = mapped_column(String(6))
    reasons: Mapped[str] = mapped_column(String(500))
    decided_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = mapped_column(DateTime)
