"""Entries of the board, and every step that was taken with them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, Hundredths, append_only

STATES = ("draft", "returned", "published", "withdrawn")
STANDING = sql("entry_id IS NOT NULL AND state <> 'withdrawn'")


class BoardEntry(Base):
    """One praise or criticism for all to see. It points at a ledger entry; a draft of a new fact has none yet.

    Subject, item, day, times, points and `attested` are the fact: the ledger's, or the one that publishing will record.
    `basis` stays inside. `version` grows with every step, so that nobody decides on what he hasn't seen.
    """

    __tablename__ = "board_entries"
    __table_args__ = (
        Index("uq_board_entries_standing", "entry_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
        Index("ix_board_entries_shown", "state", "shown_to"),
        CheckConstraint("colour IN ('red', 'black')", name="colour"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("drafted_by <> decided_by", name="two_people"),
        CheckConstraint("NOT full_name OR (colour = 'red' AND consent <> '')", name="consent"),
        CheckConstraint("basis <> ''", name="basis"),
        CheckConstraint(
            "state <> 'published' OR (entry_id IS NOT NULL AND decided_by IS NOT NULL"
            " AND shown_from IS NOT NULL AND shown_to >= shown_from)",
            name="published",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    colour: Mapped[str] = mapped_column(String(5))
    kind: Mapped[str] = mapped_column(String(12))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    item: Mapped[str] = mapped_column(String(40))
    happened_on: Mapped[date] = mapped_column(Date)
    times: Mapped[int] = mapped_column(Integer, default=1)
    points: Mapped[Decimal | None] = mapped_column(Hundredths)
    attested: Mapped[str] = mapped_column(String(120), default="")
    basis: Mapped[str] = mapped_column(String(500))
    title: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(String(300))
    full_name: Mapped[bool] = mapped_column(default=False)
    consent: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(10), default="draft")
    version: Mapped[int] = mapped_column(Integer, default=1)
    drafted_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    drafted_at: Mapped[datetime] = mapped_column(DateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    shown_from: Mapped[date | None] = mapped_column(Date)
    shown_to: Mapped[date | None] = mapped_column(Date)


@append_only
class BoardStep(Base):
    """One step of an entry: who did what when, in which words, and all that the entry said from then on."""

    __tablename__ = "board_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_entry_id: Mapped[int] = mapped_column(ForeignKey("board_entries.id"), index=True)
    verb: Mapped[str] = mapped_column(String(12))
    actor_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(DateTime)
    words: Mapped[str] = mapped_column(String(500), default="")
    content: Mapped[dict[str, Any]] = mapped_column(CanonicalJSON)

    actor: Mapped[Any] = relationship("Account", viewonly=True, lazy="raise")
