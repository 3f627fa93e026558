"""Changing the register: one verb each, one journal event each."""

from hospital_integrity.departments.operations.absences import (
    Away,
    end_absence,
    record_absences,
    spans_of,
    why_not_recorded,
    withdraw_absence,
)
from hospital_integrity.departments.operations.branches import add_branch, change_branch
from hospital_integrity.departments.operations.directory import apply_departments, keep_departments
from hospital_integrity.departments.operations.grid import appoint, end_appointment
from hospital_integrity.departments.operations.imports import keep_refused
from hospital_integrity.departments.operations.people import add_staff, edit_staff, leave, move_staff
from hospital_integrity.departments.operations.places import (
    NewDepartment,
    add_department,
    change_department,
    close_department,
)
from hospital_integrity.departments.operations.restructuring import merge_departments, split_department
from hospital_integrity.departments.operations.roster import apply_staff, keep_staff

__all__ = [
    "Away",
    "NewDepartment",
    "add_branch",
    "add_department",
    "add_staff",
    "apply_departments",
    "apply_staff",
    "appoint",
    "change_branch",
    "change_department",
    "close_department",
    "edit_staff",
    "end_absence",
    "end_appointment",
    "keep_departments",
    "keep_refused",
    "keep_staff",
    "leave",
    "merge_departments",
    "move_staff",
    "record_absences",
    "spans_of",
    "split_department",
    "why_not_recorded",
    "withdraw_absence",
]
