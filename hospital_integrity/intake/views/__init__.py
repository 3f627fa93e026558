"""Screens of the register."""

from hospital_integrity.intake.views import deciding, pages, registering, slips, stepping
from hospital_integrity.intake.views.blueprint import bp

__all__ = ["bp", "deciding", "pages", "registering", "slips", "stepping"]
