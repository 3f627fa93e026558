"""Forms of imports: choose a file, then confirm what it comes to."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import HiddenField

from hospital_integrity.departments.forms.places import DOCUMENT
from hospital_integrity.forms import ChoicesField, DayField, Form, TextField, UploadField


class UploadForm(Form):
    """A file, and the day from which its changes hold."""

    file = UploadField(lazy_gettext("文件"), description=lazy_gettext("用模板填写的 .xlsx，或同样列的 .csv"))
    day = DayField(lazy_gettext("生效日期"), description=lazy_gettext("表中没有写日期的变动从这一天起算"))


class ConfirmDepartmentsForm(Form):
    """`seen` is the fingerprint of the comparison that was looked at."""

    seen = HiddenField()
    document_no = TextField(DOCUMENT, max=60, required=False)


class ConfirmStaffForm(Form):
    """The same, with those missing from the roster who really left."""

    seen = HiddenField()
    leaving = ChoicesField(lazy_gettext("名册里没有、确认离院的人"))
    leave_on = DayField(lazy_gettext("离院日期"), required=False, description=lazy_gettext("勾选了离院的人才需要填"))
