"""What the leaders decide: departures from the proposal, whose hands a closing went through, plaques."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, append_only


@append_only
class Departure(Base):
    """One subject shall get another level than it earned; `level` None goes back to what it earned.

    It counts once a second person has agreed; the newest of a subject counts.
    """

    __tablename__ = "closing_departures"
    __table_args__ = (Index("ix_closing_departures_year", "year", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
    round: Mapped[int] = mapped_column(Integer)
    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(60))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    level: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime)

    answer: Mapped[DepartureAnswer | None] = relationship(back_populates="departure", lazy="joined")


@append_only
class DepartureAnswer(Base):
    """The second person's word on a departure: agreed, or dropped (which its proposer may do too)."""

    __tablename__ = "closing_departure_answers"
    __table_args__ = (
        CheckConstraint("verdict = 'dropped' OR proposed_by IS NULL OR proposed_by <> answered_by", name="two_people"),
        CheckConstraint("verdict IN ('agreed', 'dropped')", name="verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    departure_id: Mapped[int] = mapped_column(ForeignKey("closing_departures.id"), unique=True)
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime] = mapped_column(DateTime)

    departure: Mapped[Departure] = relationship(back_populates="answer")


@append_only
class Hand(Base):
    """Whose hands a closing went through. Nobody had two parts in it: the database sees to that."""

    __tablename__ = "closing_hands"
    __table_args__ = (UniqueConstraint("closing_id", "account_id", name="one_part_each"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    closing_id: Mapped[int] = mapped_column(ForeignKey("closings.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    part: Mapped[str] = mapped_column(String(10))


@append_only
class Plaque(Base):
    """A plaque handed over for an award, or taken back; each of the two happens once."""

    __tablename__ = "closing_plaques"
    __table_args__ = (
        UniqueConstraint("award_id", "deed"),
        CheckConstraint("deed IN ('granted', 'taken')", name="deed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"))
    deed: Mapped[str] = mapped_column(String(10))
    day: Mapped[date] = mapped_column(Date)
    giver: Mapped[str] = mapped_column(String(60))
    receiver: Mapped[str] = mapped_column(String(60))
    remark: Mapped[str] = mapped_column(String(200))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)
