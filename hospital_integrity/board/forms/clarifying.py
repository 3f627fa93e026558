"""Forms of a clarification, one for each step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from hospital_integrity.board.forms.remedies import NumberedForm
from hospital_integrity.forms import ChoiceField, Form, TextField
from hospital_integrity.rules.clarifying import CONSENTS, FORMS, LONGEST_POINT, MOST_POINTS, MUST, MUST_NOT
from hospital_integrity.rules.saying import Saying


def offered(named: Mapping[str, Saying]) -> list[tuple[str, Any]]:
    """The choices that a rule names."""
    return [(key, _(name.text)) for key, name in named.items()]


class StartForm(Form):
    """Why something has to be clarified."""

    ground = ChoiceField(_("澄清的理由"), offered(MUST))


class PrepareForm(NumberedForm):
    """The person was asked; with consent, what is put to approval."""

    consent = ChoiceField(_("本人的意见"), offered(CONSENTS))
    asked = TextField(
        _("征询情况"), max=500, lines=2, description=_("何时、由谁、怎样征询，本人怎么说；联系不上的写明几次")
    )
    form = ChoiceField(_("澄清形式"), offered(FORMS), required=False, blank=_("只登记征询，暂不提出"))
    points = TextField(
        _("不属实的事项"),
        max=(LONGEST_POINT + 5) * MOST_POINTS,
        lines=4,
        required=False,
        description=_("每行一项，最多 5 项；只写不属实的事，不评价本人，也不评价反映人"),
    )


class StepForm(NumberedForm):
    """A step that needs no words."""


class WordsForm(NumberedForm):
    """A step with words."""

    words = TextField(_("说明"), max=500, lines=2)


class EndForm(WordsForm):
    """Nothing is clarified, and why."""

    ground = ChoiceField(_("不予澄清的理由"), offered(MUST_NOT))
