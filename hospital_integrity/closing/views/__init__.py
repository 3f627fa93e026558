"""Screens of closing."""

from hospital_integrity.closing.views.pages import bp

__all__ = ["bp"]
