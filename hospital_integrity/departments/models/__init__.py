"""The register's tables: departments, staff and grid members; who is away; which departments form a branch."""

from hospital_integrity.departments.models.absences import Absence, AbsenceEnd
from hospital_integrity.departments.models.branches import Branch, BranchMember
from hospital_integrity.departments.models.register import (
    Department,
    DepartmentChange,
    GridAppointment,
    Membership,
    RegisterImport,
    Staff,
)

__all__ = [
    "Absence",
    "AbsenceEnd",
    "Branch",
    "BranchMember",
    "Department",
    "DepartmentChange",
    "GridAppointment",
    "Membership",
    "RegisterImport",
    "Staff",
]
