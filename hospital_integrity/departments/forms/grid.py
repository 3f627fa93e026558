"""Forms of grid appointments."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.departments.forms.places import offered
from hospital_integrity.forms import ChoiceField, DayField, Form, NumberField
from hospital_integrity.rules.register import DUTIES, TIERS


class AppointForm(Form):
    """Appoint a member of staff as grid member."""

    number = NumberField(lazy_gettext("工号"))
    department_id = ChoiceField(lazy_gettext("负责的科室"))
    tier = ChoiceField(lazy_gettext("层级"), offered(TIERS))
    duty = ChoiceField(
        lazy_gettext("职责"), offered(DUTIES), description=lazy_gettext("每个层级在一个科室只有一名组长")
    )
    from_day = DayField(lazy_gettext("任命自"))
    to_day = DayField(lazy_gettext("任命至"), required=False, description=lazy_gettext("不填就是没有期限"))


class EndForm(Form):
    """The last day of an appointment."""

    day = DayField(lazy_gettext("最后一天"))
