"""What is filled in about the hospital: a new version of its profile, days and years of its calendar."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import widgets

from hospital_integrity.forms import (
    ChoiceField,
    DayField,
    Form,
    NameField,
    TextField,
    UploadField,
    WholeNumberField,
)
from hospital_integrity.forms.uploads import MEGABYTE
from hospital_integrity.rules.workdays import DAY_KINDS


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
    picture = UploadField(
        lazy_gettext("换徽标"),
        limit=2 * MEGABYTE,
        accept=(".png", ".jpg", ".jpeg"),
        required=False,
        description=lazy_gettext("PNG 或 JPEG，不超过 2 MB，短边至少 120 像素；不选就不换。证书顶部印成圆形"),
    )
    lotus = ChoiceField(
        lazy_gettext("证书顶部"),
        blank=None,
        choices=[("", lazy_gettext("医院的徽标（没有就用莲花）")), ("1", lazy_gettext("不用徽标，用软件自带的莲花"))],
        required=False,
    )


class CalendarDayForm(Form):
    """What one day is from now on."""

    day = DayField(lazy_gettext("日期"))
    kind = ChoiceField(
        lazy_gettext("安排"), choices=[(kind, lazy_gettext(words.text)) for kind, words in DAY_KINDS.items()]
    )
    name = TextField(lazy_gettext("节日或事由"), max=40)
    ground = TextField(lazy_gettext("依据"), max=80, description=lazy_gettext("放假安排通知的文号"))


class CalendarYearForm(Form):
    """The announcement of a whole year as a spreadsheet."""

    file = UploadField(lazy_gettext("文件"), description=lazy_gettext("用模板填写的 .xlsx，或同样列的 .csv"))
    announced = TextField(lazy_gettext("通知文号"), max=80, description=lazy_gettext("例如 国办发明电〔2025〕7号"))
