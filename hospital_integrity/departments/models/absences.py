"""Who was away from work, from when to when: long absences decide who is assessed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, append_only
from hospital_integrity.departments.models.register import Staff
from hospital_integrity.rules.register import ABSENCES


@append_only
class Absence(Base):
    """Somebody is away from a day to a day (both included; `last` None: nobody knows yet)."""

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(ABSENCES)}", name="kind"),
        CheckConstraint("last IS NULL OR last >= first", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(String(200), default="")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime)

    staff: Mapped[Staff] = relationship()


@append_only
class AbsenceEnd(Base):
    """What became of an absence: its true last day, or (`last` None) that it was a mistake; the newest counts."""

    __tablename__ = "absence_ends"
    __table_args__ = (CheckConstraint("last IS NOT NULL OR reason <> ''", name="reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    absence_id: Mapped[int] = mapped_column(ForeignKey("absences.id"), index=True)
    last: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(200), default="")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime)
