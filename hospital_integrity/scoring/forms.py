"""Forms of score sheets and of marks."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import FormField, HiddenField

from hospital_integrity.forms import ChoiceField, Form, RowForm, Rows, UploadField, WholeNumberField
from hospital_integrity.forms.fields import StrictField

MOST_ROWS = 400


class LooseField(StrictField):
    """A cell of the sheet: kept as typed; what it means is checked with the whole row when the sheet is submitted."""

    def __init__(self, label: object = None, *, max: int = 200, **kwargs: object) -> None:
        self.max = max
        super().__init__(label, required=False, **kwargs)

    def read(self, text: str) -> str:
        return text[: self.max]


class SheetRow(RowForm):
    """One row: who or which department, what, when, how often."""

    item = ChoiceField(lazy_gettext("条目"), required=False)
    number = LooseField(lazy_gettext("工号"), max=20)
    department = LooseField(lazy_gettext("科室"), max=60)
    day = LooseField(lazy_gettext("发生日期"), max=20)
    times = LooseField(lazy_gettext("次数"), max=4)
    points = LooseField(lazy_gettext("分数"), max=10)
    evidence = LooseField(lazy_gettext("依据"), max=500)
    attested = LooseField(lazy_gettext("确认情节或纪要编号"), max=120)


class SheetForm(Form):
    """A sheet of rows; `version` is that of the draft it continues."""

    version = HiddenField(default="0")
    rows = Rows(FormField(SheetRow), max_entries=MOST_ROWS)


class DepartmentForm(RowForm):
    """Which department a new sheet is for."""

    department = ChoiceField(lazy_gettext("科室"))


class ItemForm(RowForm):
    """Which item a new sheet is for, everywhere."""

    item = ChoiceField(lazy_gettext("科室条目"), id="item-everywhere")


class PeopleForm(RowForm):
    """Which item of which department's people a new sheet is for."""

    item = ChoiceField(lazy_gettext("个人条目"), id="item-of-people")
    department = ChoiceField(lazy_gettext("所在科室"), id="department-of-people")


class FileForm(Form):
    """A filled-in template."""

    file = UploadField(lazy_gettext("文件"), description=lazy_gettext("用模板填写的 .xlsx，或同样列的 .csv"))


class DraftForm(Form):
    """A button on a draft; `version` is what was looked at."""

    version = WholeNumberField(lazy_gettext("版本"))


class MarkRow(RowForm):
    """One department's mark."""

    subject = HiddenField()
    value = LooseField(lazy_gettext("分数"), max=12)


class MarksForm(Form):
    """One sheet's marks, a row for each department; `version` is that of the draft they were typed on top of."""

    version = HiddenField(default="0")
    rows = Rows(FormField(MarkRow), max_entries=400)
