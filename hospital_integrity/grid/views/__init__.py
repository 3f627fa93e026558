"""Screens of grid members' work: their own duties, the office's desk, meetings, coverage."""

from hospital_integrity.grid.views import coverage, decisions, duties, findings, meetings, records
from hospital_integrity.grid.views.blueprint import bp

__all__ = ["bp", "coverage", "decisions", "duties", "findings", "meetings", "records"]
