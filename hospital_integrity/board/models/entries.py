"""Entries of the board, and every step that was taken with them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, Hundredths, append_only, frozen

STATES = ("draft", "returned", "checked", "served", "published", "withdrawn")
SHORT, FULL = "short", "full"
# What was once public stays as it was: shown for a shorter time, under a mask, or no longer, but never in other words.
FROZEN = (
    "nonce flow colour kind clause_set clause_number entry_id case_id staff_id department_id item happened_on times"
    " points attested basis title text consent drafted_by drafted_at checked_by served_on due_on agreed"
    " decided_by shown_from"
).split()
MORE_PUBLIC = (
    "(NEW.state <> OLD.state AND (OLD.state <> 'published' OR NEW.state <> 'withdrawn'))"
    " OR (NEW.full_name AND NOT OLD.full_name) OR NEW.shown_to > OLD.shown_to OR NEW.version < OLD.version"
)
STANDING = sql("entry_id IS NOT NULL AND state <> 'withdrawn'")


@frozen("OLD.shown_from IS NOT NULL", FROZEN, MORE_PUBLIC)
class BoardEntry(Base):
    """One praise or criticism for all to see. It points at a ledger entry; a draft of a new fact has none yet.

    Subject, item, day, times, points and `attested` are the fact: the ledger's, or the one that publishing will record.
    `basis` stays inside. `version` grows with every step, so that nobody decides on what he hasn't seen.
    `flow` is short for what was published before there was a notice. `checked_by` to `contested` say where the full
    flow stands now and begin anew after a return; what went before is in the steps, notices and answers.
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
        CheckConstraint(f"flow IN ('{SHORT}', '{FULL}')", name="flow"),
        CheckConstraint("checked_by <> drafted_by AND checked_by <> decided_by", name="three_people"),
        CheckConstraint(
            f"state <> 'published' OR flow = '{SHORT}' OR (checked_by IS NOT NULL AND served_on IS NOT NULL"
            " AND due_on >= served_on AND (agreed OR shown_from > due_on) AND NOT contested)",
            name="heard",
        ),
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
    flow: Mapped[str] = mapped_column(String(5), default=FULL, server_default=SHORT)
    clause_set: Mapped[str | None] = mapped_column(String(12))
    clause_number: Mapped[int | None] = mapped_column(Integer)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("intake_cases.id"))
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    served_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    agreed: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    contested: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
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
