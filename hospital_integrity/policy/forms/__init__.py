"""Forms of the policy wing: drafts as text, and section by section."""

from hospital_integrity.policy.forms.making import SECTIONS, Section, item_form, section_form
from hospital_integrity.policy.forms.sections import ItemForm, RemoveForm, SectionForm
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
