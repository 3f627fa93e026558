"""Changing the register: one verb each, one journal event each."""

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
    "NewDepartment",
    "add_department",
    "add_staff",
    "apply_departments",
    "apply_staff",
    "appoint",
    "change_department",
    "close_department",
    "edit_staff",
    "end_appointment",
    "keep_departments",
    "keep_refused",
    "keep_staff",
    "leave",
    "merge_departments",
    "move_staff",
    "split_department",
]
