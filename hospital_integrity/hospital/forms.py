"""The form of a profile's new version."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import widgets

from hospital_integrity.forms import DayField, Form, NameField, TextField, WholeNumberField


class ProfileForm(Form):
    """What the hospital is called from a day on; `seen` is the version that was on the screen."""

    seen = WholeNumberField(widget=widgets.HiddenInput())
    name = NameField(lazy_gettext("医院名称"), max=60)
    office = NameField(lazy_gettext("主管部门"), max=60, description=lazy_gettext("例如 行风建设办公室"))
    signatory = NameField(lazy_gettext("证书落款"), max=60, description=lazy_gettext("印在证书上的落款单位"))
    contact = TextField(
        lazy_gettext("异议受理方式"), max=120, required=False, description=lazy_gettext("电话、地点或邮箱")
    )
    valid_from = DayField(lazy_gettext("自哪天起使用"))
