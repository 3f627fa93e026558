"""The hospital's profile in versions, and the changes to its working-day calendar."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, append_only


@append_only
class HospitalProfile(Base):
    """What the hospital is called and who signs for it, from a day on; the newest version in force is used.

    `emblem` is the hash of its picture, as papers name it too; none for the lotus that comes with the software.
    """

    __tablename__ = "hospital_profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, index=True)
    name: Mapped[str] = mapped_column(String(60))
    office: Mapped[str] = mapped_column(String(60))
    signatory: Mapped[str] = mapped_column(String(60))
    contact: Mapped[str] = mapped_column(String(120))
    emblem: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class HospitalPicture(Base):
    """An emblem as it is drawn, by the hash of its content; kept for as long as papers that bear it."""

    __tablename__ = "hospital_pictures"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class CalendarDay(Base):
    """What a day is from now on; of several rows about one day the newest counts, above the shipped calendar."""

    __tablename__ = "calendar_days"
    __table_args__ = (
        CheckConstraint("kind IN ('holiday', 'workday', 'plain')", name="kind"),
        Index("ix_calendar_days_day", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(40))
    ground: Mapped[str] = mapped_column(String(80))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class CalendarYear(Base):
    """A year whose whole announcement was entered, so that deadlines in it can be computed."""

    __tablename__ = "calendar_years"
    __table_args__ = (Index("ix_calendar_years_year", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    ground: Mapped[str] = mapped_column(String(80))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)
