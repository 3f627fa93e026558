"""The journal's one table."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, append_only


@append_only
class Event(Base):
    """One decision: who (an account, never a name), what (a verb), about which rows, when, from where."""

    __tablename__ = "journal_events"
    __table_args__ = (Index("ix_journal_events_verb_at", "verb", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[str] = mapped_column(String(40))
    verb: Mapped[str] = mapped_column(String(60))
    rows: Mapped[list[list[Any]]] = mapped_column(CanonicalJSON)
    details: Mapped[dict[str, Any]] = mapped_column(CanonicalJSON)
    address: Mapped[str] = mapped_column(String(45))

    actor: Mapped[Any] = relationship("Account", viewonly=True, lazy="raise")
