"""The leaders' meeting: who belongs to it, who came, how they voted."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, CanonicalJSON, append_only


@append_only
class Meeting(Base):
    """A meeting about one proposal; `members` are names of those who have a vote, the chair among them."""

    __tablename__ = "closing_meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("closing_proposals.id"), index=True)
    year: Mapped[int] = mapped_column(Integer, index=True)
    title: Mapped[str] = mapped_column(String(60))
    held_on: Mapped[date] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(60))
    chair: Mapped[str] = mapped_column(String(40))
    members: Mapped[list[str]] = mapped_column(CanonicalJSON)
    guests: Mapped[str] = mapped_column(String(200))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class Attendance(Base):
    """Which members are there, from now on; the newest counts."""

    __tablename__ = "closing_attendances"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("closing_meetings.id"), index=True)
    present: Mapped[list[str]] = mapped_column(CanonicalJSON)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class Vote(Base):
    """How the members voted on one proposed result, or (kind "rest") on all that were not taken one by one.

    The newest about a subject counts. `present` and `members` are those of that moment.
    """

    __tablename__ = "closing_votes"
    __table_args__ = (
        Index("ix_closing_votes_meeting", "meeting_id", "subject_kind", "subject_id"),
        CheckConstraint("ayes >= 0 AND noes >= 0 AND abstentions >= 0", name="numbers"),
        CheckConstraint("ayes + noes + abstentions <= present AND present <= members", name="present"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("closing_meetings.id"))
    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(Integer)
    ayes: Mapped[int] = mapped_column(Integer)
    noes: Mapped[int] = mapped_column(Integer)
    abstentions: Mapped[int] = mapped_column(Integer)
    present: Mapped[int] = mapped_column(Integer)
    members: Mapped[int] = mapped_column(Integer)
    remark: Mapped[str] = mapped_column(Text)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime)
