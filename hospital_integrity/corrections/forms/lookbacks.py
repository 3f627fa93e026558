"""What is filled in after a look-back."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.forms import ChoiceField, DayField, Form, TextField

RESULTS = [("held", lazy_gettext("星级保持")), ("problem", lazy_gettext("发现问题"))]


class LookBackForm(Form):
    """When, with what result, and what follows from a problem."""

    day = DayField(lazy_gettext("回头看日期"))
    result = ChoiceField(lazy_gettext("结果"), RESULTS)
    findings = TextField(lazy_gettext("情况"), max=500, lines=3, description=lazy_gettext("查看了什么、发现了什么"))
    item = ChoiceField(
        lazy_gettext("登记指标"),
        required=False,
        blank=lazy_gettext("不登记"),
        description=lazy_gettext("发现问题时，登记指标和提出暂停选其中一种"),
    )
    document_no = TextField(
        lazy_gettext("提出暂停的文件号"),
        max=60,
        required=False,
        description=lazy_gettext("填写后提出暂停，由另一人确认"),
    )


class ExportForm(Form):
    """Nothing to fill in."""
