"""Forms of the assessment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext
from wtforms import FormField, HiddenField

from hospital_integrity.forms import ChoiceField, DayField, Form, RowForm, Rows, TextField, WholeNumberField
from hospital_integrity.forms.fields import StrictField
from hospital_integrity.rules.reading import read_decimal

MOST_PEOPLE = 400


class PointsField(StrictField):
    """Points of a departure as they are typed, a leading plus allowed; read only when the page is saved."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(label, required=False, **{"render_kw": {"inputmode": "text", "autocomplete": "off"}, **kwargs})

    def read(self, text: str) -> str:
        return text[:20]

    def points(self) -> Decimal | None:
        """The number that was typed; None where nothing was. Raises Unreadable."""
        text = (self.data or "").strip()
        return read_decimal(text.lstrip("+＋"), low=-100, high=100) if text else None


class YearForm(Form):
    """A decision about a whole year."""

    year = WholeNumberField(lazy_gettext("年度"), low=2000, high=2200)


class StageButton(Form):
    """A decision about everybody whom a stage hasn't judged."""


class WindowRow(RowForm):
    """The days of one stage."""

    stage = HiddenField()
    first = DayField(lazy_gettext("第一天"), required=False)
    last = DayField(lazy_gettext("最后一天"), required=False)


class OpenForm(Form):
    """A new cycle with its windows; a stage without days is open at all times."""

    rows = Rows(FormField(WindowRow), max_entries=12)


class WindowForm(Form):
    """Other days for one window."""

    stage = ChoiceField(lazy_gettext("阶段"))
    first = DayField(lazy_gettext("第一天"))
    last = DayField(lazy_gettext("最后一天"))
    reason = TextField(lazy_gettext("改动的理由"), max=200)


class HeadingRow(RowForm):
    """One heading of what the stages judge."""

    key = HiddenField()
    value = PointsField(lazy_gettext("调整分"))


class OneForm(Form):
    """One person at one stage: under each heading, in all, and why."""

    rows = Rows(FormField(HeadingRow), max_entries=30)
    value = PointsField(lazy_gettext("调整分合计"), description=lazy_gettext("0 表示同意计算分；分项填了可以不填"))
    comment = TextField(lazy_gettext("评语"), max=500, required=False, lines=4)


class SelfForm(OneForm):
    """One's own assessment."""

    comment = TextField(lazy_gettext("个人评价"), max=500, lines=6)


class ReturnForm(Form):
    """Giving somebody back to the stage before."""

    reason = TextField(lazy_gettext("退回的理由"), max=500, lines=2)


class PersonRow(RowForm):
    """One person on the page of a stage; `was` is what the page showed, so that what others changed isn't undone."""

    person = HiddenField()
    was = HiddenField()
    value = PointsField(lazy_gettext("调整分"))
    comment = TextField(lazy_gettext("理由或评语"), max=500, required=False)


class StageForm(Form):
    """Everybody of a department at one stage; `version` is the page's when it was looked at."""

    version = HiddenField(default="0")
    rows = Rows(FormField(PersonRow), max_entries=MOST_PEOPLE)


class PaperForm(Form):
    """Which paper of a year, for whom, in which shape."""

    kind = ChoiceField(
        lazy_gettext("材料"),
        blank=None,
        choices=[
            ("registration", lazy_gettext("医务人员医德考评表（每人一页）")),
            ("departments", lazy_gettext("科室汇总表（人数和名单）")),
            ("report", lazy_gettext("全院考评报告")),
        ],
    )
    shape = ChoiceField(lazy_gettext("格式"), blank=None, choices=[("pdf", "PDF"), ("xlsx", "Excel")])
    department_id = ChoiceField(lazy_gettext("科室"), required=False, blank=lazy_gettext("全部"))
