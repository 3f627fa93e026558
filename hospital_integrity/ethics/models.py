"""The cycle of a year; what the stages judge are marks in the ledger."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base


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
