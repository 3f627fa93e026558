"""Standings: what every rating comes to now. Kept only to be shown quickly; always folded, never written by hand."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, CanonicalJSON, Exact

KINDS = ("department", "staff", "grid")


class Standing(Base):
    """One subject's rating in one year, with its reasons.

    It is fresh while `revision` (of the subject's facts) and `basis` (hash of all else it was folded from) are those of
    today. `rated` is false where the evidence doesn't suffice. `earned` is the level before the quota, whose lines
    stand apart in `quota` because they move with everybody; `limits` repeats the lines that kept the level down.
    Where levels depend on others' numbers, `contest` is what the subject brings to that; its level is decided with
    the quota's. Where the year is closed, `award_id` names the award whose level, stars and score are shown instead.
    """

    __tablename__ = "standings"
    __table_args__ = (
        CheckConstraint(f"subject_kind IN {KINDS}", name="subject_kind"),
        Index("ix_standings_department", "subject_kind", "year", "department_id"),
    )

    subject_kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    subject_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    basis: Mapped[str] = mapped_column(String(64))
    pool: Mapped[str] = mapped_column(String(40))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    department_name: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(60))
    number: Mapped[str] = mapped_column(String(20))
    sought: Mapped[str] = mapped_column(String(300))
    raw: Mapped[Decimal] = mapped_column(Exact)
    score: Mapped[Decimal] = mapped_column(Exact)
    deductions: Mapped[Decimal] = mapped_column(Exact)
    bonus: Mapped[Decimal] = mapped_column(Exact)
    worst: Mapped[Decimal] = mapped_column(Exact)
    earned: Mapped[str] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(40))
    level_name: Mapped[str] = mapped_column(String(40))
    stars: Mapped[int] = mapped_column(Integer)
    held: Mapped[bool] = mapped_column(default=False)
    rated: Mapped[bool] = mapped_column(default=True)
    result: Mapped[dict[str, object]] = mapped_column(CanonicalJSON, deferred=True)
    lines: Mapped[list[dict[str, object]]] = mapped_column(CanonicalJSON, deferred=True)
    limits: Mapped[list[dict[str, object]]] = mapped_column(CanonicalJSON)
    quota: Mapped[list[dict[str, object]]] = mapped_column(CanonicalJSON)
    contest: Mapped[dict[str, Any] | None] = mapped_column(CanonicalJSON)
    last_year: Mapped[int | None] = mapped_column(Integer)
    last_stars: Mapped[int | None] = mapped_column(Integer)
    last_score: Mapped[Decimal | None] = mapped_column(Exact)
    award_id: Mapped[int | None] = mapped_column(ForeignKey("awards.id"))
    folded_at: Mapped[datetime] = mapped_column(DateTime)


class StandingStamp(Base):
    """What ledger, register, awards and edition were like when a kind's standings were last brought up."""

    __tablename__ = "standing_stamps"

    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    stamp: Mapped[str] = mapped_column(String(300))
