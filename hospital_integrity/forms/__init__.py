"""The base of every form and its strict fields: what was typed is read by rules/reading.py and by nothing else.

An error names its field and keeps what was typed. A field that comes twice, or as something that is no text, is
refused; so is a choice that was not offered and a row too many. JSON bodies are not read.
"""

from hospital_integrity.forms.base import BareForm, Form, NonceField, RowForm, Rows, spoken
from hospital_integrity.forms.choices import ChoiceField, ChoicesField
from hospital_integrity.forms.fields import (
    DayField,
    DecimalField,
    NameField,
    NumberField,
    SecretField,
    TextField,
    TimeField,
    WholeNumberField,
)
from hospital_integrity.forms.uploads import AttachmentsField, Upload, UploadField, takes_files

__all__ = [
    "AttachmentsField",
    "BareForm",
    "ChoiceField",
    "ChoicesField",
    "DayField",
    "DecimalField",
    "Form",
    "NameField",
    "NonceField",
    "NumberField",
    "RowForm",
    "Rows",
    "SecretField",
    "TextField",
    "TimeField",
    "Upload",
    "UploadField",
    "WholeNumberField",
    "spoken",
    "takes_files",
]
