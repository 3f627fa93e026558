"""Bringing past years in: the file, the second person's yes, and the no."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.forms import ChoicesField, Form, UploadField

SEEN = [("yes", lazy_gettext("已与纸质文件逐行核对"))]


class HistoryForm(Form):
    """A file of past results."""

    file = UploadField(lazy_gettext("文件"), description=lazy_gettext("用模板填写的 .xlsx，或同样列的 .csv"))


class HistoryConfirmForm(Form):
    """What the second person answers for."""

    seen = ChoicesField(lazy_gettext("核对"), SEEN, required=True)


class DropForm(Form):
    """Nothing to fill in: the file is not taken over."""
