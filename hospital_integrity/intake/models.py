"""The register of what arrives: a case, its steps, its files, and apart from all of them who it came from."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, Hundredths, append_only
from hospital_integrity.rules.intake import CHANNELS, FOLLOWS, KINDS, OUTCOMES, STATES, STEPS

LONGEST = 4000


class IntakeCase(Base):
    """One thing that arrived. `content` stays inside; `public_text` is what the person concerned may be shown.

    A repeat points at the first (`first_id`) and shares its fact: whichever of them is verified has the one entry.
    `department_id` is where the person belonged on the day. `version` grows with every step.
    """

    __tablename__ = "intake_cases"
    __table_args__ = (
        Index("ix_intake_cases_state", "state", "received_on"),
        CheckConstraint(f"kind IN {tuple(KINDS)}", name="kind"),
        CheckConstraint(f"channel IN {tuple(CHANNELS)}", name="channel"),
        CheckConstraint(f"state IN {tuple(STATES)}", name="state"),
        CheckConstraint(f"outcome IN {('', *OUTCOMES)}", name="outcome"),
        CheckConstraint(f"follow IN {('', *FOLLOWS)}", name="follow"),
        CheckConstraint("(state IN ('decided', 'closed')) = (outcome <> '')", name="decided"),
        CheckConstraint("registered_by <> decided_by", name="two_people"),
        CheckConstraint("first_id <> id", name="first"),
        CheckConstraint(
            "(kind = 'packet') = (amount IS NOT NULL AND taken_at IS NOT NULL AND handed_in_at IS NOT NULL"
            " AND receipt IS NOT NULL AND staff_id IS NOT NULL AND amount > 0 AND handed_in_at >= taken_at)",
            name="packet",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(10))
    received_on: Mapped[date] = mapped_column(Date)
    title: Mapped[str] = mapped_column(String(60))
    content: Mapped[str] = mapped_column(String(LONGEST))
    public_text: Mapped[str] = mapped_column(String(300), default="")
    named: Mapped[bool] = mapped_column(default=False)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"), index=True)
    happened_on: Mapped[date | None] = mapped_column(Date)
    first_id: Mapped[int | None] = mapped_column(ForeignKey("intake_cases.id"), index=True)
    amount: Mapped[Decimal | None] = mapped_column(Hundredths)
    taken_at: Mapped[datetime | None] = mapped_column(DateTime)
    handed_in_at: Mapped[datetime | None] = mapped_column(DateTime)
    receipt: Mapped[str | None] = mapped_column(String(40), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str] = mapped_column(String(12), default="")
    follow: Mapped[str] = mapped_column(String(10), default="")
    passed_to: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), index=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    registered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    registered_at: Mapped[datetime] = mapped_column(DateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    staff: Mapped[Any] = relationship("Staff", viewonly=True, lazy="raise")
    department: Mapped[Any] = relationship("Department", viewonly=True, lazy="raise", foreign_keys=[department_id])


@append_only
class IntakeSource(Base):
    """Who it came from (L4), sealed with a key that isn't in the database."""

    __tablename__ = "intake_sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("intake_cases.id"), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


@append_only
class IntakeStep(Base):
    """One step of a case: who did what when, in which words, and how the case stood from then on."""

    __tablename__ = "intake_steps"
    __table_args__ = (CheckConstraint(f"verb IN {tuple(STEPS)}", name="verb"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("intake_cases.id"), index=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    verb: Mapped[str] = mapped_column(String(10))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(DateTime)
    words: Mapped[str] = mapped_column(String(1000), default="")
    content: Mapped[dict[str, Any]] = mapped_column(CanonicalJSON)

    actor: Mapped[Any] = relationship("Account", viewonly=True, lazy="raise")


@append_only
class IntakeFile(Base):
    """A file of a case. An original may show who wrote it, so it is as protected as the source."""

    __tablename__ = "intake_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("intake_cases.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), unique=True)
    original: Mapped[bool] = mapped_column()
