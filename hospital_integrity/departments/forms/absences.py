"""Forms of absences and branches."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import HiddenField

from hospital_integrity.departments.forms.places import offered
from hospital_integrity.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    NameField,
    NumberField,
    TextField,
    UploadField,
)
from hospital_integrity.rules.register import ABSENCES


class AbsenceForm(Form):
    """Somebody is away."""

    number = NumberField(lazy_gettext("工号"))
    kind = ChoiceField(lazy_gettext("离岗原因"), offered(ABSENCES))
    first = DayField(lazy_gettext("第一天"))
    last = DayField(lazy_gettext("最后一天"), required=False, description=lazy_gettext("不填就是还没有回来"))
    note = TextField(lazy_gettext("说明"), max=200, required=False)


class AbsenceEndForm(Form):
    """The true last day, or why the entry was a mistake."""

    last = DayField(lazy_gettext("最后一天"), required=False)
    reason = TextField(lazy_gettext("作废的理由"), max=200, required=False)


class AbsencesFileForm(Form):
    """A filled-in list of absences."""

    file = UploadField(lazy_gettext("文件"), description=lazy_gettext("用模板填写的 .xlsx，或同样列的 .csv"))


class BranchForm(Form):
    """A branch: its name, who judges for it, and which departments form it from a day on."""

    version = HiddenField(default="0")
    name = NameField(lazy_gettext("大科名称"), max=60)
    head = NumberField(lazy_gettext("负责人工号"), required=False)
    places = ChoicesField(lazy_gettext("包含的科室"))
    day = DayField(lazy_gettext("从哪天起"))
