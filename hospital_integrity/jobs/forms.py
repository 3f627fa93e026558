"""The buttons of jobs."""

from __future__ import annotations

from hospital_integrity.forms import Form


class ActForm(Form):
    """Cancel, go on, take the list away: nothing to fill in."""
