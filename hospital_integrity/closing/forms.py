"""What is filled in when a year is closed."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import widgets

from hospital_integrity.closing.operations import MOST_DOCUMENT_NO
from hospital_integrity.forms import DayField, Form, TextField, WholeNumberField


class ProposeForm(Form):
    """The button that puts a closing forward."""


class ConfirmForm(Form):
    """The decision that freezes what was proposed; `proposal` is the one that was looked at."""

    proposal = WholeNumberField(lazy_gettext("提案"), widget=widgets.HiddenInput())
    document_no = TextField(
        lazy_gettext("决定文件号"), max=MOST_DOCUMENT_NO, description=lazy_gettext("印在证书上，例如：院纪〔2027〕1号")
    )
    decided_on = DayField(lazy_gettext("决定日期"), description=lazy_gettext("证书的落款日期"))
