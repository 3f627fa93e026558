"""What the hospital is called, and who signs for it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from hospital_integrity.db import db
from hospital_integrity.hospital.models import HospitalProfile


def profile(day: date) -> HospitalProfile | None:
    """The version in force on a day: the latest to begin, of two alike the one written later; None before the first."""
    rows = select(HospitalProfile).where(HospitalProfile.valid_from <= day)
    return db.session.scalar(rows.order_by(HospitalProfile.valid_from.desc(), HospitalProfile.id.desc()).limit(1))


def versions() -> list[HospitalProfile]:
    """Every version, the one written last first."""
    return list(db.session.scalars(select(HospitalProfile).order_by(HospitalProfile.id.desc())))


def newest() -> int:
    """The id of the version written last, 0 if there is none."""
    return db.session.scalar(select(HospitalProfile.id).order_by(HospitalProfile.id.desc()).limit(1)) or 0
