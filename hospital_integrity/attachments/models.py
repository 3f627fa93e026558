"""Files that people handed in: each content once, and each time that somebody handed it in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from hospital_integrity.db import Base, append_only
from hospital_integrity.rules.file_kind import KINDS


@append_only
class AttachedFile(Base):
    """One content, under the hash of its bytes. Images were made anew before, so nothing hides in or behind them.

    The bytes lie in the database: they are written in the transaction of what they belong to, one backup holds both,
    and the same guard keeps them from being changed.
    """

    __tablename__ = "attached_files"
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(KINDS)}", name="kind"),
        CheckConstraint("size > 0", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    size: Mapped[int] = mapped_column(Integer)
    body: Mapped[bytes] = deferred(mapped_column(LargeBinary))


@append_only
class Attachment(Base):
    """That somebody handed in a file under a name; `given_*` is what came, before an image was made anew.

    A wing links its own rows to this id. `uploaded_at` says nothing about the day of what the file shows.
    """

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_uploaded", "uploaded_by", "uploaded_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("attached_files.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    given_digest: Mapped[str] = mapped_column(String(64))
    given_size: Mapped[int] = mapped_column(Integer)
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    uploaded_at: Mapped[datetime] = mapped_column(DateTime)

    file: Mapped[AttachedFile] = relationship(viewonly=True, lazy="raise")
    uploader: Mapped[Any] = relationship("Account", viewonly=True, lazy="raise")
