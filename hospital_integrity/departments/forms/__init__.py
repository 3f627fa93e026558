"""The register's forms: departments, people, grid appointments, imports."""

from hospital_integrity.departments.forms.grid import AppointForm, EndForm
from hospital_integrity.departments.forms.imports import ConfirmDepartmentsForm, ConfirmStaffForm, UploadForm
from hospital_integrity.departments.forms.people import AddStaffForm, EditStaffForm, LeaveForm, MoveForm
from hospital_integrity.departments.forms.places import AddDepartmentForm, CloseForm, EditDepartmentForm
from hospital_integrity.departments.forms.restructuring import MergeForm, SplitForm

__all__ = [
    "AddDepartmentForm",
    "AddStaffForm",
    "AppointForm",
    "CloseForm",
    "ConfirmDepartmentsForm",
    "ConfirmStaffForm",
    "EditDepartmentForm",
    "EditStaffForm",
    "EndForm",
    "LeaveForm",
    "MergeForm",
    "MoveForm",
    "SplitForm",
    "UploadForm",
]
