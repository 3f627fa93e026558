"""The register's screens."""

from hospital_integrity.departments.views import grid, imports, people, places, restructuring
from hospital_integrity.departments.views.blueprint import bp

__all__ = ["bp", "grid", "imports", "people", "places", "restructuring"]
