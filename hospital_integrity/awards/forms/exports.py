"""The button that takes a list of results out of the house."""

from __future__ import annotations

from hospital_integrity.forms import Form


class ExportForm(Form):
    """Nothing to fill in; what is taken stands in the address."""
