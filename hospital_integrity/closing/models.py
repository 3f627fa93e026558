"""Proposals to close a year; the closing that follows stands in the awards."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, CanonicalJSON, append_only


@append_only
class Proposal(Base):
    """What closing a year would freeze, by its digest. Only the newest proposal of a round can be confirmed."""

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
