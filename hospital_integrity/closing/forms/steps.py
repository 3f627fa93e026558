"""The steps of a closing: propose, check, announce, confirm; `proposal` is always the one that was looked at."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from wtforms import widgets

from hospital_integrity.closing.operations import MOST_DOCUMENT_NO
from hospital_integrity.forms import ChoiceField, DayField, Form, TextField, WholeNumberField
from hospital_integrity.rules.procedure import CHECKS
from hospital_integrity.rules.saying import Saying


def choices(names: dict[str, Saying]) -> list[tuple[str, Any]]:
    """Values with their words, for a field to choose from."""
    return [(key, lazy_gettext(words.text)) for key, words in names.items()]


def hidden_number() -> WholeNumberField:
    """The id of the proposal that was on the screen."""
    return WholeNumberField(lazy_gettext("提案"), widget=widgets.HiddenInput())


class ProposeForm(Form):
    """The button that puts a closing forward."""


class CheckForm(Form):
    """The office's look at a proposal."""

    proposal = hidden_number()
    verdict = ChoiceField(lazy_gettext("审核意见"), choices=choices(CHECKS))
    remarks = TextField(
        lazy_gettext("说明"), max=500, lines=3, required=False, description=lazy_gettext("退回时必须写明理由")
    )


class AnnounceForm(Form):
    """How names of people are shown on the notice."""

    proposal = hidden_number()
    names = ChoiceField(
        lazy_gettext("人员姓名"),
        choices=[("masked", lazy_gettext("只写姓，例如 张某")), ("full", lazy_gettext("写全名"))],
        blank=None,
        default="masked",
    )


class ConfirmForm(Form):
    """The decision that freezes what was proposed."""

    proposal = hidden_number()
    document_no = TextField(
        lazy_gettext("决定文件号"), max=MOST_DOCUMENT_NO, description=lazy_gettext("印在证书上，例如：院纪〔2027〕1号")
    )
    decided_on = DayField(lazy_gettext("决定日期"), description=lazy_gettext("证书的落款日期"))
