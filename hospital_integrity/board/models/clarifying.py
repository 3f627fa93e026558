"""Clarifications, and every step of theirs: started, the person asked, proposed, approved, published, visited."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, append_only
from hospital_integrity.rules.clarifying import APPROVED, CONSENTS, FORMS, PROPOSED, STATES


@append_only
class Clarification(Base):
    """What is to be said untrue, about whom, and what it was: an entry of the board, a case of intake, or a fact."""

    __tablename__ = "clarifications"
    __table_args__ = (
        CheckConstraint("board_entry_id IS NOT NULL OR entry_id IS NOT NULL OR case_id IS NOT NULL", name="source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    board_entry_id: Mapped[int | None] = mapped_column(ForeignKey("board_entries.id"), unique=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), unique=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("intake_cases.id"), unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    ground: Mapped[str] = mapped_column(String(12))
    made_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)

    steps: Mapped[list[ClarificationStep]] = relationship(
        viewonly=True, lazy="raise", order_by="ClarificationStep.number"
    )


@append_only
class ClarificationStep(Base):
    """One step of a clarification; the one with the highest number says how it stands.

    `text` is what is said, composed when it is proposed and the same when it is approved and published. `due_on` comes
    with the approval, `shown_from` and `shown_to` with a publication on the board.
    """

    __tablename__ = "clarification_steps"
    __table_args__ = (
        UniqueConstraint("clarification_id", "number"),
        UniqueConstraint("id", "actor_id"),
        ForeignKeyConstraint(["answers", "proposed_by"], ["clarification_steps.id", "clarification_steps.actor_id"]),
        CheckConstraint(f"verb IN {tuple(STATES)}", name="verb"),
        CheckConstraint(f"consent IN {('', *CONSENTS)}", name="consent"),
        CheckConstraint(f"form IN {('', *FORMS)}", name="form"),
        CheckConstraint(f"verb <> '{PROPOSED}' OR (form <> '' AND text <> '')", name="proposed"),
        CheckConstraint(
            f"verb <> '{APPROVED}' OR (due_on IS NOT NULL AND answers IS NOT NULL AND actor_id <> proposed_by)",
            name="two_people",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clarification_id: Mapped[int] = mapped_column(ForeignKey("clarifications.id"))
    number: Mapped[int] = mapped_column(Integer)
    verb: Mapped[str] = mapped_column(String(10), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(DateTime)
    answers: Mapped[int | None] = mapped_column(Integer)
    proposed_by: Mapped[int | None] = mapped_column(Integer)
    words: Mapped[str] = mapped_column(String(500), default="")
    consent: Mapped[str] = mapped_column(String(10), default="")
    form: Mapped[str] = mapped_column(String(10), default="")
    text: Mapped[str] = mapped_column(String(1000), default="")
    due_on: Mapped[date | None] = mapped_column(Date)
    shown_from: Mapped[date | None] = mapped_column(Date)
    shown_to: Mapped[date | None] = mapped_column(Date)

    actor: Mapped[Any] = relationship("Account", viewonly=True, lazy="raise", foreign_keys=[actor_id])
