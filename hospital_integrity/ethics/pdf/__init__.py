"""Papers of the assessment: plain words in, PDF bytes out."""

from hospital_integrity.ethics.pdf.registration import draw as draw_registrations
from hospital_integrity.ethics.pdf.registration import undrawable_texts

__all__ = ["draw_registrations", "undrawable_texts"]
