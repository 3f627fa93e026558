"""Forms of what follows publication: appeal, reply, repair."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from hospital_integrity.forms import AttachmentsField, ChoiceField, Form, TextField

FILES = _("图片、PDF、Word 或 Excel，最多 5 个，每个不超过 10 MB")


class AppealForm(Form):
    """Why the decision was wrong."""

    text = TextField(
        _("申诉的事实和理由"), max=2000, lines=6, description=_("哪一句不对、应当怎样，至少 10 个字。请勿写患者姓名")
    )
    files = AttachmentsField(_("证据附件"), description=FILES)


class PaperAppealForm(AppealForm):
    """What came on paper from somebody who has no account, entered by the office."""

    paper = TextField(_("书面申诉编号"), max=60, description=_("代本人登记的书面申诉的收文编号"))


class NumberedForm(Form):
    """A form about something whose newest number was looked at."""

    number = HiddenField(default="0")

    @property
    def seen(self) -> int:
        """The number that was looked at; -1, which is never one, when it can't be read."""
        text = self.number.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class ReplyForm(NumberedForm):
    """The person's own words."""

    text = TextField(
        _("我的回应"), max=300, lines=4, required=False, description=_("原样显示在记录旁边，注明未经核实；清空即撤下")
    )


class TidyForm(ReplyForm):
    """A shorter wording in place of an offensive one, and why."""

    text = TextField(
        _("保留的内容"), max=300, lines=4, required=False, description=_("只能删去辱骂和他人信息，清空即撤下")
    )
    reason = TextField(_("删改理由"), max=300, lines=2, description=_("内部留存，原文同时留存"))


class RepairForm(Form):
    """What was made good."""

    text = TextField(_("整改情况"), max=1000, lines=5, description=_("做了什么、效果怎样，至少 10 个字"))
    files = AttachmentsField(_("证明材料"), description=FILES)


class RepairAnswerForm(Form):
    """Whether that is enough."""

    verdict = ChoiceField(_("结论"), [("accepted", _("认可，缩短显示期")), ("more", _("不认可，须补充"))])
    reasons = TextField(_("理由"), max=500, lines=3, description=_("当事人会看到这段话"))
