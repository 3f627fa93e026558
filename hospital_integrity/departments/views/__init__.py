"""The register's screens."""

from hospital_integrity.departments.views import absences, branches, grid, imports, long, people, places, restructuring
from hospital_integrity.departments.views.blueprint import bp
from hospital_integrity.departments.views.long import VERBS

__all__ = ["VERBS", "absences", "bp", "branches", "grid", "imports", "long", "people", "places", "restructuring"]
