"""Proposals to close a year; the closing that follows stands in the awards."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, CanonicalJSON, append_only


@append_only
class Proposal(Base):
    """What closing a year would freeze, by its digest. Only the newest proposal of a round can be confirmed.

    `results` is a hash over who holds which level, so that the same results needn't be announced twice. `proof` says by
    kind how the quotas were found to hold (none in proposals that are older than the proof).
    """

    __tablename__ = "closing_proposals"
    __table_args__ = (Index("ix_closing_proposals_year_round", "year", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    round: Mapped[int] = mapped_column(Integer)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    digest: Mapped[str] = mapped_column(String(64))
    counts: Mapped[list[list[object]]] = mapped_column(CanonicalJSON)
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime)
    results: Mapped[str | None] = mapped_column(String(64))
    proof: Mapped[dict[str, object] | None] = mapped_column(CanonicalJSON)


@append_only
class ProposedResult(Base):
    """One subject's result as it was proposed: what a notice shows, a meeting votes on and an objection is about."""

    __tablename__ = "closing_results"
    __table_args__ = (UniqueConstraint("proposal_id", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("closing_proposals.id"))
    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(60))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    department_name: Mapped[str] = mapped_column(String(60))
    pool: Mapped[str] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(40))
    level_name: Mapped[str] = mapped_column(String(60))
    rank: Mapped[int] = mapped_column(Integer)
    stars: Mapped[int] = mapped_column(Integer)
    score: Mapped[str] = mapped_column(String(30))
    last_stars: Mapped[int | None] = mapped_column(Integer)
    transition: Mapped[str] = mapped_column(String(20))
