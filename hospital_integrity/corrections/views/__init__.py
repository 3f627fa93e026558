"""Screens of corrections: opening a year again, stars between awards, look-backs."""

from hospital_integrity.corrections.views import cascade, lookbacks, reopening, stars
from hospital_integrity.corrections.views.blueprint import bp

__all__ = ["bp", "cascade", "lookbacks", "reopening", "stars"]
