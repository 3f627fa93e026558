"""Screens in halls and corridors: each has a link of its own that opens the lobby's board and nothing else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, append_only


@append_only
class BoardScreen(Base):
    """A screen that was registered: where it hangs, and the hash of what its link carries."""

    __tablename__ = "board_screens"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    place: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    registered_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    registered_at: Mapped[datetime] = mapped_column(DateTime)

    end: Mapped[BoardScreenEnd | None] = relationship(viewonly=True, lazy="raise")


@append_only
class BoardScreenEnd(Base):
    """The link of a screen opens nothing any more."""

    __tablename__ = "board_screen_ends"

    id: Mapped[int] = mapped_column(primary_key=True)
    screen_id: Mapped[int] = mapped_column(ForeignKey("board_screens.id"), unique=True)
    ended_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    ended_at: Mapped[datetime] = mapped_column(DateTime)
