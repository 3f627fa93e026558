"""Forms of the assessment."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import FormField, HiddenField

from hospital_integrity.forms import ChoiceField, DecimalField, Form, RowForm, Rows, TextField, WholeNumberField

MOST_PEOPLE = 400


class YearForm(Form):
    """A decision about a whole year."""

    year = WholeNumberField(lazy_gettext("年度"), low=2000, high=2200)


class SelfForm(Form):
    """One's own assessment."""

    value = DecimalField(lazy_gettext("调整分"), low=-100, high=100, description=lazy_gettext("0 表示同意计算分"))
    comment = TextField(lazy_gettext("个人评价"), max=500, lines=5)


class PersonRow(RowForm):
    """One person on the page of a stage."""

    person = HiddenField()
    value = DecimalField(lazy_gettext("调整分"), low=-100, high=100, required=False)
    comment = TextField(lazy_gettext("理由或评语"), max=500, required=False)


class StageForm(Form):
    """Everybody of a department at one stage."""

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
