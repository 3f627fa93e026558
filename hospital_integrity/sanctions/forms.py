"""What is filled in about a sanction: the document's words, an early end, the second person's word."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.forms import AttachmentsField, ChoiceField, DayField, Form, NumberField, TextField
from hospital_integrity.rules.sanction import KINDS
from hospital_integrity.sanctions.queries import CONFIRMED, DROPPED


class SanctionForm(Form):
    """What the document says."""

    number = NumberField(lazy_gettext("工号"))
    kind = ChoiceField(lazy_gettext("种类"), [(key, lazy_gettext(kind.name.text)) for key, kind in KINDS.items()])
    document_no = TextField(lazy_gettext("文件号"), max=60)
    decided_by = TextField(lazy_gettext("决定机关"), max=60, description=lazy_gettext("例如 医院党委、市卫健委"))
    decided_on = DayField(lazy_gettext("决定日期"))
    effective_on = DayField(lazy_gettext("生效日期"), description=lazy_gettext("处分期从这一天起算，到期日由系统计算"))
    facts = TextField(
        lazy_gettext("事由"), max=500, lines=3, description=lazy_gettext("一两句话，不写患者、举报人的信息")
    )
    files = AttachmentsField(lazy_gettext("处分文件"), description=lazy_gettext("决定书的扫描件，可不附"))


class EndingForm(Form):
    """An early end."""

    kind = ChoiceField(
        lazy_gettext("决定"),
        [("lifted", lazy_gettext("提前解除")), ("revoked", lazy_gettext("撤销处分（自始不算）"))],
    )
    on_day = DayField(lazy_gettext("日期"))
    document_no = TextField(lazy_gettext("文件号"), max=60)
    reason = TextField(lazy_gettext("理由"), max=500, lines=2)


class AnswerForm(Form):
    """The second person's word."""

    verdict = ChoiceField(
        lazy_gettext("办理意见"),
        [(CONFIRMED, lazy_gettext("与文件核对一致，确认")), (DROPPED, lazy_gettext("登记有误，作废"))],
    )
    remark = TextField(lazy_gettext("说明"), max=200, required=False, description=lazy_gettext("作废时必填"))
