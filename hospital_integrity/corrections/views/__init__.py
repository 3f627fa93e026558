"""Screens of corrections: opening a year again, stars between awards, look-backs."""

from hospital_integrity.corrections.views import lookbacks, reopening, stars
from hospital_integrity.corrections.views.blueprint import bp

__all__ = ["bp", "lookbacks", "reopening", "stars"]
