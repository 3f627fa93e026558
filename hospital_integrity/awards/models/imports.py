"""Stars and grades of years before this software, brought from papers: shown as imported, never folded again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, CanonicalJSON, append_only


@append_only
class HistoryImport(Base):
    """A file of past results that was read without fault; it counts for nothing until another person confirms it."""

    __tablename__ = "history_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    filename: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[list[dict[str, object]]] = mapped_column(CanonicalJSON)
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    imported_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class HistoryDecision(Base):
    """What became of an imported file: confirmed by somebody else than who brought it, or dropped."""

    __tablename__ = "history_decisions"
    __table_args__ = (
        CheckConstraint("verdict IN ('confirmed', 'dropped')", name="verdict"),
        CheckConstraint("verdict = 'dropped' OR imported_by IS NULL OR imported_by <> decided_by", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("history_imports.id"), unique=True)
    verdict: Mapped[str] = mapped_column(String(10))
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = mapped_column(DateTime)


@append_only
class ImportedAward(Base):
    """One subject's result of a past year as a paper says it; the newest row of a subject and year counts.

    `level` is a person's grade in the words of the paper; departments and grid members have stars instead.
    """

    __tablename__ = "imported_awards"
    __table_args__ = (Index("ix_imported_awards_subject", "subject_kind", "subject_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("history_imports.id"))
    subject_kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(60))
    year: Mapped[int] = mapped_column(Integer)
    stars: Mapped[int] = mapped_column(Integer)
    level: Mapped[str] = mapped_column(String(20), server_default="", default="")
    document_no: Mapped[str] = mapped_column(String(60))
    decided_on: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(200))


class HistoryRefusal(Base):
    """The marked copy of a refused file, for its uploader to fetch; emptied when the next file comes."""

    __tablename__ = "history_refusals"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    filename: Mapped[str] = mapped_column(String(120))
    marked: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(DateTime)
