"""Forms of the policy wing: drafts as text, and section by section."""

from hospital_integrity.policy.forms.sections import (
    SECTIONS,
    ItemForm,
    RemoveForm,
    Section,
    SectionForm,
    item_form,
    section_form,
)
from hospital_integrity.policy.forms.texts import BeginForm, CloneForm, DecideForm, PublishForm, RecallForm, TextForm

__all__ = [
    "SECTIONS",
    "BeginForm",
    "CloneForm",
    "DecideForm",
    "ItemForm",
    "PublishForm",
    "RecallForm",
    "RemoveForm",
    "Section",
    "SectionForm",
    "TextForm",
    "item_form",
    "section_form",
]
