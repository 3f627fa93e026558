"""The front pages: desk, a department, a person, and whether the house is up."""

from hospital_integrity.home.views import department, desk, health, hospital, inbox, person, record
from hospital_integrity.home.views.blueprint import bp

__all__ = ["bp", "department", "desk", "health", "hospital", "inbox", "person", "record"]
