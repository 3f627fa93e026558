"""Forms of staff: add, edit, move, leave."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.departments.forms.places import offered, version
from hospital_integrity.forms import ChoiceField, DayField, Form, NameField, NumberField, TextField
from hospital_integrity.rules.register import PROFESSIONS


class PersonFields(Form):
    """Who somebody is."""

    name = NameField(lazy_gettext("姓名"), max=40)
    profession = ChoiceField(lazy_gettext("专业类别"), offered(PROFESSIONS))
    title = TextField(lazy_gettext("职称"), max=40, required=False)
    hired_on = DayField(lazy_gettext("入职日期"))


class AddStaffForm(PersonFields):
    """A new member of staff."""

    number = NumberField(lazy_gettext("工号"), description=lazy_gettext("一个工号只对应一个人，不再改动"))
    department_id = ChoiceField(lazy_gettext("科室"))
    since = DayField(lazy_gettext("入科日期"), required=False, description=lazy_gettext("不填就是入职日期"))


class EditStaffForm(PersonFields):
    """Correct what is registered."""

    version = version()


class MoveForm(Form):
    """Another department from a day on."""

    version = version()
    department_id = ChoiceField(lazy_gettext("调入科室"))
    day = DayField(lazy_gettext("生效日期"), description=lazy_gettext("从这一天起属于新科室，前一天为原科室最后一天"))


class LeaveForm(Form):
    """The last day at the hospital."""

    version = version()
    day = DayField(lazy_gettext("离院日期"), description=lazy_gettext("在院的最后一天；网格员任命同日结束"))
