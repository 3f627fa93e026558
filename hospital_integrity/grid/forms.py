"""Forms of grid members' work; whether something may be said or done is decided by rules/ and operations."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from hospital_integrity.forms import (
    AttachmentsField,
    ChoiceField,
    ChoicesField,
    DayField,
    DecimalField,
    Form,
    TextField,
    WholeNumberField,
)
from hospital_integrity.grid.models import LONGEST
from hospital_integrity.rules.gridwork import ATTENDANCE, RISK_LEVELS
from hospital_integrity.rules.saying import Refused

SEEN = re.compile("([0-9]{1,9}):([0-9]{1,9})")
STATUS = re.compile("status-([0-9]{1,9})")
FILES_HINT = _("最多 5 个，每个不超过 10 MB：PDF、图片、Word、Excel、纯文本")
ZERO = [("yes", _("零报告：本月没有需要报告的情况"))]


class SeenForm(Form):
    """A form about a record or a meeting as it was looked at."""

    version = HiddenField(default="0")

    @property
    def seen(self) -> int:
        """The version that was looked at; 0, which is never one, when it can't be read."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class ReportForm(SeenForm):
    """A month's report."""

    zero = ChoicesField(_("零报告"), ZERO)
    text = TextField(
        _("本月廉情"),
        max=LONGEST,
        lines=8,
        required=False,
        description=_("写明发现的苗头、群众反映、已做的工作；不写举报人姓名"),
    )


class RiskForm(Form):
    """A risk or a clue that was found."""

    department = ChoiceField(_("科室"))
    day = DayField(_("发现日期"))
    title = TextField(_("风险点"), max=60)
    level = ChoiceField(_("程度"), [(key, lazy_gettext(name.text)) for key, name in RISK_LEVELS.items()], blank=None)
    text = TextField(_("情况"), max=LONGEST, lines=6, description=_("只有您本人和行风办能看到；不写举报人姓名"))


class ClosingForm(SeenForm):
    """How a risk was dealt with."""

    measures = TextField(_("处置措施"), max=LONGEST, lines=5)
    evidence = TextField(_("闭环依据"), max=500, lines=2, description=_("制度文号、谈话记录编号、整改照片存放处等"))
    files = AttachmentsField(_("附件"), description=FILES_HINT)


class SessionForm(SeenForm):
    """An education session that was held."""

    department = ChoiceField(_("科室"))
    day = DayField(_("举办日期"))
    title = TextField(_("主题"), max=60)
    people = WholeNumberField(_("参加人数"), low=1, high=9999)
    evidence = TextField(_("佐证"), max=500, lines=2, description=_("签到表、照片、课件的编号或存放处"))
    files = AttachmentsField(_("附件"), description=FILES_HINT)


class AcceptForm(Form):
    """Several records at once, each as it was looked at (`id:version`)."""

    @staticmethod
    def chosen(values: list[str]) -> dict[int, int]:
        """Records by id with the version that was looked at; Refused for anything else."""
        found = [SEEN.fullmatch(value) for value in values]
        if not all(found):
            raise Refused("页面已过期，请刷新后重新提交")
        return {int(one[1]): int(one[2]) for one in found if one}


class CloseForm(SeenForm):
    """Close a risk with judged points."""

    points = DecimalField(_("评定分数"), low=0, high=100, required=False)


class ReasonForm(SeenForm):
    """Send back or reject, and why."""

    reason = TextField(_("理由"), max=500, lines=2)


class MeetingForm(SeenForm):
    """A quarterly meeting."""

    held_on = DayField(_("会议日期"))
    place = TextField(_("地点"), max=60)
    topics = TextField(_("议题"), max=LONGEST, lines=4)


class MinutesForm(MeetingForm):
    """A meeting that was called, with its minutes."""

    minutes = TextField(_("会议纪要"), max=LONGEST, lines=8, required=False)


class AttendanceForm(SeenForm):
    """Who came; the marks are read by `marks`, one for each member."""

    reason = TextField(_("更正理由"), max=500, required=False, description=_("改动已登记的出席时必填"))

    @staticmethod
    def marks(sent: dict[str, str]) -> dict[int, str]:
        """Marks by member, as they were sent; what isn't one of ATTENDANCE is refused later, with the rest."""
        found = ((STATUS.fullmatch(name), value) for name, value in sent.items())
        return {int(one[1]): value if value in ATTENDANCE else "" for one, value in found if one}
