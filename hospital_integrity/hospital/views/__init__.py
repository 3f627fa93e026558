"""Screens of the hospital: its profile, its working-day calendar."""

from hospital_integrity.hospital.views import calendar, profile
from hospital_integrity.hospital.views.blueprint import bp

__all__ = ["bp", "calendar", "profile"]
