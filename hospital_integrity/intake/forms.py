"""Forms of the register; what may be said and done is decided by rules/intake.py."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from hospital_integrity.forms import (
    AttachmentsField,
    ChoiceField,
    DayField,
    DecimalField,
    Form,
    NameField,
    NumberField,
    RowForm,
    TextField,
    TimeField,
    WholeNumberField,
)
from hospital_integrity.intake.models import LONGEST
from hospital_integrity.rules.intake import CHANNELS, KINDS, MOST_YUAN, OUTCOMES, REASONS, STATES

FILES_HINT = _("最多 5 个，每个不超过 10 MB：PDF、图片、Word、Excel、纯文本")


class ArrivalForm(Form):
    """What arrived, whoever it is about, and apart from it who it came from."""

    channel = ChoiceField(_("来件渠道"), CHANNELS.items())
    received_on = DayField(_("收到日期"))
    title = TextField(_("事由"), max=60, description=_("一句话，不写反映人"))
    content = TextField(_("内容"), max=LONGEST, lines=6, description=_("内部材料，不公开，不给当事人看"))
    public_text = TextField(
        _("可给当事人看的内容"), max=300, lines=2, required=False, description=_("另写一段，不能看出是谁反映的")
    )
    number = NumberField(_("当事人工号"), required=False)
    department = ChoiceField(_("涉及科室"), required=False, description=_("填了工号就不用选，按发生日期自动确定"))
    happened_on = DayField(_("发生日期"), required=False)
    first = WholeNumberField(
        _("首次来件编号"), low=1, required=False, description=_("重复反映同一件事时填写，不重复计分")
    )
    source_name = NameField(_("来件人姓名"), max=50, required=False)
    source_contact = TextField(
        _("联系方式"), max=60, required=False, description=_("姓名和联系方式都有才算实名，要告知受理和结果")
    )
    files = AttachmentsField(_("来件原件"), description=FILES_HINT)


class PacketForm(ArrivalForm):
    """A red packet that was handed in, with its receipt and the two moments of the 24-hour rule."""

    number = NumberField(_("上交人工号"))
    amount = DecimalField(_("金额（元）"), low=0, high=MOST_YUAN)
    taken_on = DayField(_("收到红包的日期"))
    taken_time = TimeField(_("收到红包的时间"))
    handed_on = DayField(_("上交日期"))
    handed_time = TimeField(_("上交时间"))
    receipt = TextField(_("收据编号"), max=40)


class VersionedForm(Form):
    """A form about a case as it was looked at."""

    version = HiddenField(default="0")

    @property
    def seen(self) -> int:
        """The version that was looked at; 0, which is never one, when it can't be read."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class StepForm(VersionedForm):
    """One step and what there is to say about it."""

    words = TextField(_("说明"), max=1000, lines=2, required=False)
    files = AttachmentsField(_("附件"), description=FILES_HINT)


class PassForm(StepForm):
    """Passing on, and to whom."""

    to = ChoiceField(_("转给科室"))


class OutcomeForm(VersionedForm):
    """The conclusion, and the fact where it goes into the ledger."""

    outcome = ChoiceField(_("核查结论"), OUTCOMES.items())
    words = TextField(_("核查经过和依据"), max=1000, lines=5, description=_("只写核查到的事实，不评价反映人"))
    follow = ChoiceField(_("后续"))
    item = ChoiceField(_("台账条目"), required=False, description=_("“记入台账”时选择；同一件事只记一次"))
    day = DayField(_("发生日期"), required=False)
    times = WholeNumberField(_("次数"), low=1, high=99)
    points = DecimalField(_("分数"), low=0, high=1000, required=False, description=_("只有评定分值的条目填写"))
    attested = TextField(_("确认情节或纪要编号"), max=120, required=False)
    files = AttachmentsField(_("核查材料"), description=FILES_HINT)


class SourceForm(Form):
    """Why somebody wants to see who a case came from."""

    reason = ChoiceField(_("查看理由"), REASONS.items())


class SearchForm(RowForm):
    """What the register is narrowed to; read from the address."""

    q = TextField(_("事由、编号、收据或工号"), max=60, required=False)
    kind = ChoiceField(_("类别"), KINDS.items(), required=False, blank=_("全部类别"))
    state = ChoiceField(_("状态"), [*STATES.items(), ("overdue", _("已超期"))], required=False, blank=_("全部状态"))
