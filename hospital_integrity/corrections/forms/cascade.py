"""What is filled in for a correction, for the verdict on an appeal, and for what a correction left."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from hospital_integrity.corrections.operations import DECISIONS
from hospital_integrity.forms import ChoiceField, Form, TextField
from hospital_integrity.rules.clarifying import MUST
from hospital_integrity.rules.remedies import VERDICTS

GROUNDS = [(key, _(name.text)) for key, name in MUST.items()]


class CorrectForm(Form):
    """Why something is corrected, as it was seen in the preview."""

    seen = HiddenField(default="")
    reason = TextField(_("更正理由"), max=500, lines=3, description=_("核实的结论和依据，当事人会看到，至少 5 个字"))
    document_no = TextField(_("决定文件号"), max=60, required=False)
    ground = ChoiceField(_("是否澄清"), GROUNDS, required=False, blank=_("不澄清"))


class VerdictForm(Form):
    """What a reviewer decides about an appeal."""

    seen = HiddenField(default="")
    verdict = ChoiceField(_("处理结果"), [(key, _(name.text)) for key, name in VERDICTS.items()])
    reasons = TextField(_("理由"), max=500, lines=4, description=_("当事人会看到这段话，至少 10 个字"))
    title = TextField(_("更正后的标题"), max=40, description=_("选“更正公开内容”时改这两项，原文留存"))
    text = TextField(_("更正后的内容"), max=300, lines=4)
    ground = ChoiceField(
        _("是否澄清"), GROUNDS, required=False, blank=_("不澄清"), description=_("选“撤销”时可以同时开始澄清")
    )


class AwardForm(Form):
    """What becomes of a frozen award."""

    touched = ChoiceField(_("结果"), blank=None)
    decision = ChoiceField(_("如何处理"), [(key, _(name.text)) for key, name in DECISIONS.items()])
    reasons = TextField(_("理由"), max=500, lines=2)
