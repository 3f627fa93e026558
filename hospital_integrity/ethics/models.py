"""The cycle of a year, its windows, what was given back and what is being typed; what stages judge are ledger marks."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, CanonicalJSON, append_only


class EthicsCycle(Base):
    """The assessment of a year, open from one decision to another."""

    __tablename__ = "ethics_cycles"
    __table_args__ = (CheckConstraint("finished_by IS NULL OR finished_at IS NOT NULL", name="finished"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer, unique=True)
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime] = mapped_column(DateTime)
    finished_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime)


@append_only
class EthicsWindow(Base):
    """From which day to which a stage (or the events, the notice, the objections) is open; the newest of a key counts.

    A cycle without any window is open at every stage until it is finished.
    """

    __tablename__ = "ethics_windows"
    __table_args__ = (CheckConstraint("last >= first", name="days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("ethics_cycles.id"), index=True)
    stage: Mapped[str] = mapped_column(String(30))
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(200), default="")
    set_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    set_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class EthicsReturn(Base):
    """A stage gave a person back to the one before, with a reason; the marks it withdrew stay in the ledger."""

    __tablename__ = "ethics_returns"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_ethics_returns_year_staff", "year", "staff_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    stage: Mapped[str] = mapped_column(String(30))
    given_back_to: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(String(500))
    returned_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    returned_at: Mapped[datetime] = mapped_column(DateTime)


class EthicsPage(Base):
    """One department's page at a stage: its version, which every save moves, and what is typed but not yet said."""

    __tablename__ = "ethics_pages"
    __table_args__ = (UniqueConstraint("year", "stage", "department_id", name="uq_ethics_pages_page"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    stage: Mapped[str] = mapped_column(String(30))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    version: Mapped[int] = mapped_column(Integer, default=1)
    typed: Mapped[dict[str, list[str]]] = mapped_column(CanonicalJSON)
    typed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    updated_at: Mapped[datetime] = mapped_column(DateTime)
