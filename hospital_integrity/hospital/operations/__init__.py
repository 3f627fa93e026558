"""Writing the hospital's profile, its emblem and its working-day calendar: never edited, always added to."""

from hospital_integrity.hospital.operations.calendar import change_day, enter_year
from hospital_integrity.hospital.operations.emblem import keep_picture
from hospital_integrity.hospital.operations.profile import describe

__all__ = ["change_day", "describe", "enter_year", "keep_picture"]
