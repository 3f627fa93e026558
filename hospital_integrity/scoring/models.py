"""Drafts of score sheets: rows as they were typed, until they are submitted or dropped."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, CanonicalJSON

STATES = ("open", "submitted", "dropped", "refused")


class ScoreSheet(Base):
    """A sheet of rows. `open` counts as a draft that a closing waits for; `refused` only keeps a marked file.

    `kind` says how it is laid out (rules/scoresheet.py LAYOUTS, `file` for an upload, `marks`); `item` is its item, or
    of marks the key of their sheet, and `year` the year they are for. `copy_of` is the draft that somebody else changed
    while this one was being typed: both are kept.
    """

    __tablename__ = "score_sheets"
    __table_args__ = (CheckConstraint(f"state IN {STATES}", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), default="free", server_default="free")
    item: Mapped[str] = mapped_column(String(40), default="", server_default="")
    year: Mapped[int | None] = mapped_column(Integer)
    copy_of: Mapped[int | None] = mapped_column(ForeignKey("score_sheets.id"))
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="open", index=True)
    rows: Mapped[list[dict[str, str]]] = mapped_column(CanonicalJSON)
    digest: Mapped[str] = mapped_column(String(64), default="")
    marked: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(DateTime)
