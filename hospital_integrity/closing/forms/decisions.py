"""Decisions about single subjects: a departure and its second person, a plaque."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.forms import ChoiceField, ChoicesField, DayField, Form, TextField


class DepartForm(Form):
    """Another level for one subject, and why."""

    level = ChoiceField(lazy_gettext("调整为"))
    reason = TextField(
        lazy_gettext("理由"), max=500, lines=4, description=lazy_gettext("写入结果的依据，封存后不能改，至少 10 个字")
    )


class AgreeForm(Form):
    """The second person's button."""


class PlaqueForm(Form):
    """Plaques handed over or taken back, all on one occasion."""

    awards = ChoicesField(lazy_gettext("对象"), required=True)
    day = DayField(lazy_gettext("日期"))
    giver = TextField(lazy_gettext("经手人"), max=60, description=lazy_gettext("授牌或收回的人"))
    receiver = TextField(lazy_gettext("接收人"), max=60, description=lazy_gettext("例如 各科室负责人"))
    remark = TextField(lazy_gettext("备注"), max=200, required=False)
