"""An objection to an announced result, and its answer."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.closing.forms.steps import choices
from hospital_integrity.forms import AttachmentsField, ChoiceField, Form, TextField
from hospital_integrity.rules.procedure import ANSWERS


class ObjectionForm(Form):
    """What is wrong with the result, and what shows it."""

    text = TextField(
        lazy_gettext("异议内容"),
        max=2000,
        lines=6,
        description=lazy_gettext("写清楚哪条依据不对、应当怎样，至少 10 个字"),
    )
    evidence = TextField(
        lazy_gettext("证明材料"),
        max=500,
        lines=2,
        required=False,
        description=lazy_gettext("材料名称、编号、存放处；记录写“第 12 号”这样的编号。请勿写患者姓名"),
    )
    files = AttachmentsField(
        lazy_gettext("附件"), description=lazy_gettext("最多 5 个，每个不超过 10 MB：PDF、图片、Word、Excel、纯文本")
    )


class AnswerForm(Form):
    """What was found, with reasons."""

    verdict = ChoiceField(lazy_gettext("处理意见"), choices=choices(ANSWERS))
    reasons = TextField(lazy_gettext("理由"), max=2000, lines=5, description=lazy_gettext("提出人会看到，至少 10 个字"))
