"""What happened (entries), which indicators were closed, what was judged (marks), which years are sealed: append-only.

Revision counters aren't.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hospital_integrity.db import Base, Exact, Hundredths, append_only

KINDS = ("department", "staff", "grid")


@append_only
class LedgerEntry(Base):
    """One fact, or the reversal of one.

    A fact about a person has `staff_id` and the department noted on the day; one about a department has no `staff_id`.
    `points` is filled only where the item is judged. A reversal repeats subject, item, day and year of its entry.
    """

    __tablename__ = "entries"
    __table_args__ = (
        Index("ix_entries_year_department", "counts_in", "department_id"),
        Index("ix_entries_year_staff", "counts_in", "staff_id"),
        CheckConstraint("times >= 1", name="times"),
        CheckConstraint("reverses IS NULL OR reason <> ''", name="reversal_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    item: Mapped[str] = mapped_column(String(40))
    happened_on: Mapped[date] = mapped_column(Date)
    counts_in: Mapped[int] = mapped_column(Integer)
    times: Mapped[int] = mapped_column(Integer, default=1)
    points: Mapped[Decimal | None] = mapped_column(Hundredths)
    evidence: Mapped[str] = mapped_column(String(500), default="")
    attested: Mapped[str] = mapped_column(String(120), default="")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime)
    reverses: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(500), default="")


@append_only
class IndicatorClosing(Base):
    """A warning or veto indicator was dealt with: on which day and by what evidence. Once for each entry."""

    __tablename__ = "indicator_closings"
    __table_args__ = (CheckConstraint("evidence <> ''", name="closing_has_evidence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), unique=True)
    closed_on: Mapped[date] = mapped_column(Date)
    evidence: Mapped[str] = mapped_column(String(500))
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class EntryFile(Base):
    """A file that shows what an indicator was found by, or (`closing`) how it was dealt with."""

    __tablename__ = "entry_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), unique=True)
    closing: Mapped[bool] = mapped_column()


@append_only
class Suspicion(Base):
    """A veto that was reported and isn't decided yet: it holds the result of its year and lowers nothing.

    `source` names the paper of the report, never the reporter.
    """

    __tablename__ = "suspicions"
    __table_args__ = (CheckConstraint("source <> ''", name="has_source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    item: Mapped[str] = mapped_column(String(40))
    happened_on: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(500))
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime] = mapped_column(DateTime)

    finding: Mapped[SuspicionFinding | None] = relationship(back_populates="suspicion", lazy="joined")


@append_only
class SuspicionFinding(Base):
    """What another person found about a suspicion, once: confirmed by the entry that was recorded, or unfounded."""

    __tablename__ = "suspicion_findings"
    __table_args__ = (
        CheckConstraint("verdict IN ('confirmed', 'unfounded')", name="verdict"),
        CheckConstraint("(verdict = 'confirmed') = (entry_id IS NOT NULL)", name="entry"),
        CheckConstraint("opened_by IS NULL OR found_by IS NULL OR opened_by <> found_by", name="two_people"),
        CheckConstraint("words <> ''", name="has_words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    suspicion_id: Mapped[int] = mapped_column(ForeignKey("suspicions.id"), unique=True)
    verdict: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(500))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"))
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    found_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    found_at: Mapped[datetime] = mapped_column(DateTime)

    suspicion: Mapped[Suspicion] = relationship(back_populates="finding")


@append_only
class Mark(Base):
    """A judged value for a subject in a year: a part's mark (satisfaction) or a stage's (department's evaluation).

    The newest mark of a (subject, year, sheet, heading, rater) counts; `value` is None where a mark is withdrawn.
    `rater_id` is who entered it; `rater` who judged, where that is noted: a staff number, a questionnaire's number.
    """

    __tablename__ = "marks"
    __table_args__ = (
        CheckConstraint(f"subject_kind IN {KINDS}", name="subject_kind"),
        Index("ix_marks_year_subject", "year", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(Integer)
    year: Mapped[int] = mapped_column(Integer)
    sheet: Mapped[str] = mapped_column(String(40))
    heading: Mapped[str] = mapped_column(String(40), default="")
    value: Mapped[Decimal | None] = mapped_column(Exact)
    comment: Mapped[str] = mapped_column(String(500), default="")
    rater_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    rater: Mapped[str] = mapped_column(String(40), default="", server_default="")
    recorded_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class YearSeal(Base):
    """A year was closed or opened again; the newest row of a year says which. Written by the closing only."""

    __tablename__ = "year_seals"
    __table_args__ = (CheckConstraint("state IN ('closed', 'open')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer, index=True)
    state: Mapped[str] = mapped_column(String(6))
    at: Mapped[datetime] = mapped_column(DateTime)


class SubjectRevision(Base):
    """How often the facts of a subject in a year have moved; standings older than this are folded again."""

    __tablename__ = "subject_revisions"

    subject_kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    subject_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, default=0)
