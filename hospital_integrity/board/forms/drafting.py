"""Forms about an entry: a draft with or without a fact of its own, and the buttons of those who decide."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from hospital_integrity.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    DecimalField,
    Form,
    NumberField,
    TextField,
    WholeNumberField,
)

NOTICED = [("yes", _("已知该科室只有一人、遮名仍可辨认，确有必要公开"))]
REVIEWED = [("text", _("文字核对：已逐处看过提示的词句，确认可以公开"))]


class VersionedForm(Form):
    """A form about an entry as it was looked at."""

    version = HiddenField(default="0")

    @property
    def seen(self) -> int:
        """The version that was looked at; 0, which is never one, when it can't be read."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class WordingForm(VersionedForm):
    """What a draft says; whether it may be said is decided by rules/board.py and rules/board_text.py."""

    kind = ChoiceField(_("类别"))
    title = TextField(_("公开标题"), max=40)
    text = TextField(
        _("公开内容"),
        max=300,
        lines=4,
        description=_("只写查实的行为和处理，不写全名、工号、电话、患者信息和反映人"),
    )
    display = ChoiceField(
        _("姓名显示"), [("masked", _("科室和“姓某”")), ("full", _("全名（仅红榜，须本人同意）"))], blank=None
    )
    consent = TextField(_("本人同意书编号"), max=120, required=False, description=_("显示全名时必填"))
    clause = ChoiceField(
        _("违反的规范和条款"), required=False, description=_("黑榜必填，按行为发生的日期选择当时施行的规范")
    )
    case = WholeNumberField(
        _("来件编号"), low=1, high=2_000_000_000, required=False, description=_("投诉类黑榜填写已查实的来件")
    )
    basis = TextField(_("依据"), max=500, lines=2, description=_("核查结论、文号或信件编号，内部留存，不公开"))
    noticed = ChoicesField(_("有提醒时确认"), NOTICED + REVIEWED)


class FactForm(WordingForm):
    """A draft that brings its own fact, which publishing will record in the ledger."""

    item = ChoiceField(_("条目"))
    number = NumberField(_("工号"), required=False, description=_("记在个人名下的条目填写；科室按发生日期自动确定"))
    department = ChoiceField(_("科室"), required=False, description=_("记在科室名下的条目选择"))
    day = DayField(_("发生日期"))
    times = WholeNumberField(_("次数"), low=1, high=99)
    points = DecimalField(_("分数"), low=0, high=1000, required=False, description=_("只有评定分值的条目填写"))
    attested = TextField(_("确认情节或纪要编号"), max=120, required=False)


class PublishForm(VersionedForm):
    """Publish what was looked at."""

    noticed = ChoicesField(_("遮名提醒"), NOTICED)


class ReasonForm(VersionedForm):
    """Return or withdraw, and why."""

    reason = TextField(_("理由"), max=500, lines=2)
