"""Drafts, which change, and editions, which never do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, append_only


class EditionDraft(Base):
    """The TOML text of an edition while it is being written."""

    __tablename__ = "edition_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    updated_at: Mapped[datetime] = mapped_column(DateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)
    published_as: Mapped[int | None] = mapped_column(ForeignKey("editions.id"))


@append_only
class PublishedEdition(Base):
    """A published edition: its text, the hash of the text, the year it takes effect.

    One a year; where one was withdrawn before it took effect, the next of that year has the next `turn`.
    """

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("year", "turn"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    year: Mapped[int] = mapped_column(Integer)
    turn: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    published_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    published_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class EditionRecall(Base):
    """A proposal that a published edition be withdrawn, with its reason."""

    __tablename__ = "edition_recalls"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    reason: Mapped[str] = mapped_column(String(200))
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    asked_at: Mapped[datetime] = mapped_column(DateTime)
    decision: Mapped[EditionRecallDecision | None] = relationship(viewonly=True, lazy="raise", uselist=False)


@append_only
class EditionRecallDecision(Base):
    """What somebody else decided about it, once: withdrawn where `granted`."""

    __tablename__ = "edition_recall_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    recall_id: Mapped[int] = mapped_column(ForeignKey("edition_recalls.id"), unique=True)
    granted: Mapped[bool]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = mapped_column(DateTime)
