"""What grid members hand in, the meetings they are called to, and every step that was taken with either."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, CanonicalJSON, Hundredths, append_only
from hospital_integrity.rules.gridwork import ATTENDANCE, DONE, KINDS, RISK_LEVELS, STATES

LONGEST = 2000


class GridRecord(Base):
    """One piece of a grid member's work: a month's report, a risk, an education session.

    `day` is the month's first day, the day a risk was found or a session held; `happened_on` is the day that its entry
    bears. `department_id` is the department watched over. `late` is settled when a report is handed in the first time.
    What ends well points at its one entry of the ledger. `version` grows with every step.
    """

    __tablename__ = "grid_records"
    __table_args__ = (
        UniqueConstraint("kind", "staff_id", "day", "title"),  # of reports, which have no title: one a month
        Index("ix_grid_records_waiting", "kind", "state"),
        Index("ix_grid_records_day", "day"),
        CheckConstraint(f"kind IN {tuple(KINDS)}", name="kind"),
        CheckConstraint(f"state IN {tuple(STATES)}", name="state"),
        CheckConstraint(f"level IN {('', *RISK_LEVELS)}", name="level"),
        CheckConstraint(f"state NOT IN {DONE} OR (entry_id IS NOT NULL AND happened_on IS NOT NULL)", name="done"),
        CheckConstraint("kind = 'risk' OR level = ''", name="risk"),
        CheckConstraint("kind <> 'session' OR people >= 1", name="session"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    day: Mapped[date] = mapped_column(Date)
    title: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(String(LONGEST), default="")
    zero: Mapped[bool] = mapped_column(default=False)
    level: Mapped[str] = mapped_column(String(10), default="")
    people: Mapped[int | None] = mapped_column(Integer)
    measures: Mapped[str] = mapped_column(String(LONGEST), default="")
    evidence: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[str] = mapped_column(String(10))
    version: Mapped[int] = mapped_column(Integer, default=1)
    late: Mapped[bool | None] = mapped_column()
    handed_in_at: Mapped[datetime | None] = mapped_column(DateTime)
    happened_on: Mapped[date | None] = mapped_column(Date)
    points: Mapped[Decimal | None] = mapped_column(Hundredths)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), unique=True)

    staff: Mapped[Any] = relationship("Staff", viewonly=True, lazy="raise")
    department: Mapped[Any] = relationship("Department", viewonly=True, lazy="raise")


class GridMeeting(Base):
    """A quarter's meeting: called by the office, then held; there is one a quarter."""

    __tablename__ = "grid_meetings"
    __table_args__ = (
        UniqueConstraint("year", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    year: Mapped[int] = mapped_column(Integer)
    quarter: Mapped[int] = mapped_column(Integer)
    held_on: Mapped[date] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(60))
    topics: Mapped[str] = mapped_column(String(LONGEST))
    minutes: Mapped[str] = mapped_column(String(LONGEST), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)


@append_only
class GridAttendance(Base):
    """Whether a member came to a meeting; the newest row of a member holds, and only a presence has an entry."""

    __tablename__ = "grid_attendance"
    __table_args__ = (
        UniqueConstraint("meeting_id", "staff_id", "turn"),
        CheckConstraint(f"status IN {tuple(ATTENDANCE)}", name="status"),
        CheckConstraint("(status = 'present') = (entry_id IS NOT NULL)", name="entry"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("grid_meetings.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    turn: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(10))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"))


@append_only
class GridFile(Base):
    """A file that shows a piece of work: a signed list, a photograph, a new rule."""

    __tablename__ = "grid_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("grid_records.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), unique=True)


@append_only
class GridStep(Base):
    """One step of a record or of a meeting: who did what when, in which words, and all that it said from then on.

    Who did it is None where it came from a command, as the demo does.
    """

    __tablename__ = "grid_steps"
    __table_args__ = (CheckConstraint("(record_id IS NULL) <> (meeting_id IS NULL)", name="of_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("grid_records.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("grid_meetings.id"), index=True)
    verb: Mapped[str] = mapped_column(String(12))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(DateTime)
    words: Mapped[str] = mapped_column(String(500), default="")
    content: Mapped[dict[str, Any]] = mapped_column(CanonicalJSON)

    actor: Mapped[Any] = relationship("Account", viewonly=True, lazy="raise")
