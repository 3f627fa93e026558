"""Forms of the hearing: checked, served, answered by the person or for him, found on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from hospital_integrity.board.forms.drafting import VersionedForm
from hospital_integrity.forms import AttachmentsField, ChoiceField, ChoicesField, DayField, Form, NumberField, TextField
from hospital_integrity.rules.board_flow import ANSWERS, FINDINGS, METHODS
from hospital_integrity.rules.saying import Saying

NAMING = [("yes", _("同意在红榜上显示我的全名（随时可以撤回）"))]


def _offered(named: Mapping[str, Saying]) -> list[tuple[str, Any]]:
    return [(key, _(name.text)) for key, name in named.items()]


class CheckForm(VersionedForm):
    """The evidence was checked; a remark where one is wanted."""

    words = TextField(_("核查说明"), max=500, lines=2, required=False, description=_("核对了哪些材料，与草稿是否一致"))


class ServeForm(VersionedForm):
    """How the notice reached the person."""

    method = ChoiceField(_("送达方式"), _offered(METHODS), blank=None)
    served_on = DayField(_("送达日期"))
    number = NumberField(_("签收人工号"), required=False, description=_("科室的记录送负责人；系统里没有负责人时填写"))
    remark = TextField(_("送达说明"), max=200, required=False, description=_("书面或留置送达：地点、送达人、见证人"))


class AnswerForm(Form):
    """What somebody answers to a notice."""

    verdict = ChoiceField(_("我的意见"), _offered(ANSWERS))
    text = TextField(_("需要更正或不属实的地方"), max=1000, lines=4, required=False, description=_("哪一句、应当怎样"))
    evidence = TextField(_("证据说明"), max=500, lines=2, required=False)
    files = AttachmentsField(_("证据附件"), description=_("图片、PDF、Word 或 Excel，最多 5 个，每个不超过 10 MB"))
    naming = ChoicesField(_("姓名显示"), NAMING)


class PaperAnswerForm(AnswerForm):
    """What came back on paper, entered by the office."""

    verdict = ChoiceField(_("当事人的意见"), _offered(ANSWERS))


class FindingForm(VersionedForm):
    """What the office found about a correction or an objection."""

    verdict = ChoiceField(_("答复结论"), _offered(FINDINGS))
    reasons = TextField(_("答复理由"), max=500, lines=3, description=_("当事人会看到这段话"))
