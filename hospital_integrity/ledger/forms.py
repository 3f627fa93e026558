"""The form that reverses an entry."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.forms import Form, TextField


class ReverseForm(Form):
    """Why an entry is undone."""

    reason = TextField(lazy_gettext("冲销理由"), max=500, lines=3, description=lazy_gettext("原记录保留，另记一条冲销"))
