"""The register and spreadsheets: lists to fill in and to read, lists to take away."""

from hospital_integrity.departments.sheet.absences import absence_template, record_file
from hospital_integrity.departments.sheet.filled import (
    DEPARTMENT_COLUMNS,
    STAFF_COLUMNS,
    Listing,
    department_template,
    keep_departments,
    keep_staff,
    read_staff,
    staff_template,
)
from hospital_integrity.departments.sheet.taken import appointments_workbook, people_workbook, places_workbook

__all__ = [
    "DEPARTMENT_COLUMNS",
    "STAFF_COLUMNS",
    "Listing",
    "absence_template",
    "appointments_workbook",
    "department_template",
    "keep_departments",
    "keep_staff",
    "people_workbook",
    "places_workbook",
    "read_staff",
    "record_file",
    "staff_template",
]
