"""Drafts, which change, and editions, which never do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

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
    """A published edition: its text, the hash of the text, the year it takes effect; one a year."""

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    year: Mapped[int] = mapped_column(Integer, unique=True)
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    published_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    published_at: Mapped[datetime] = mapped_column(DateTime)
