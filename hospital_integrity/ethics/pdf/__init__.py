"""Papers of the assessment: plain words in, PDF bytes out."""

from hospital_integrity.ethics.pdf.registration import draw as draw_registrations
from hospital_integrity.ethics.pdf.registration import undrawable_texts
from hospital_integrity.ethics.pdf.summary import draw_departments, draw_nothing, draw_report, undrawable_names

__all__ = [
    "draw_departments",
    "draw_nothing",
    "draw_registrations",
    "draw_report",
    "undrawable_names",
    "undrawable_texts",
]
