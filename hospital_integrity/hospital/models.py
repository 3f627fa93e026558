"""The hospital's profile, in versions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from hospital_integrity.db import Base, append_only


@append_only
class HospitalProfile(Base):
    """What the hospital is called and who signs for it, from a day on; the newest version in force is used."""

    __tablename__ = "hospital_profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, index=True)
    name: Mapped[str] = mapped_column(String(60))
    office: Mapped[str] = mapped_column(String(60))
    signatory: Mapped[str] = mapped_column(String(60))
    contact: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(DateTime)
