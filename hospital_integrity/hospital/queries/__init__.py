"""Reading the hospital's profile, its emblem, and its working-day calendar."""

from hospital_integrity.hospital.queries.calendar import calendar, calendar_changes, marked_days, shipped_years
from hospital_integrity.hospital.queries.emblem import emblem_picture, kept_picture
from hospital_integrity.hospital.queries.profile import newest, profile, versions

__all__ = [
    "calendar",
    "calendar_changes",
    "emblem_picture",
    "kept_picture",
    "marked_days",
    "newest",
    "profile",
    "shipped_years",
    "versions",
]
