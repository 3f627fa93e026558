"""The forms of the ledger: reverse an entry, open an indicator and close one."""

from __future__ import annotations

from flask_babel import lazy_gettext

from hospital_integrity.forms import AttachmentsField, ChoiceField, DayField, Form, NumberField, TextField

FILES_HINT = lazy_gettext("最多 5 个，每个不超过 10 MB：PDF、图片、Word、Excel、纯文本")


class ReverseForm(Form):
    """Why an entry is undone."""

    reason = TextField(lazy_gettext("冲销理由"), max=500, lines=3, description=lazy_gettext("原记录保留，另记一条冲销"))


class OpenIndicatorForm(Form):
    """What was found in which department, on which day, and by what evidence."""

    department = ChoiceField(lazy_gettext("科室"))
    item = ChoiceField(
        lazy_gettext("指标"), description=lazy_gettext("警示指标在销号前限制星级；否决指标当日起摘星，销号也不恢复")
    )
    day = DayField(lazy_gettext("发现日期"))
    evidence = TextField(
        lazy_gettext("依据"), max=500, lines=3, description=lazy_gettext("核查结论、文号或检查记录编号")
    )
    attested = TextField(
        lazy_gettext("确认情节或纪要编号"), max=120, required=False, description=lazy_gettext("条目要求时填写")
    )
    files = AttachmentsField(lazy_gettext("佐证材料"), description=FILES_HINT)


class CloseIndicatorForm(Form):
    """When an indicator was dealt with, and how that is shown."""

    day = DayField(lazy_gettext("销号日期"))
    evidence = TextField(lazy_gettext("销号依据"), max=500, lines=3, description=lazy_gettext("整改情况和佐证材料编号"))
    files = AttachmentsField(lazy_gettext("佐证材料"), description=FILES_HINT)


class SuspicionForm(Form):
    """A veto that was reported: about whom, which, when, and the number of the paper."""

    number = NumberField(lazy_gettext("工号"), required=False, description=lazy_gettext("科室否决事项不填工号，填科室"))
    department = ChoiceField(lazy_gettext("科室"), required=False, blank=lazy_gettext("按工号确定"))
    item = ChoiceField(lazy_gettext("否决事项"))
    day = DayField(lazy_gettext("发生日期"))
    source = TextField(
        lazy_gettext("线索来源和编号"),
        max=500,
        lines=2,
        description=lazy_gettext("只写登记编号和核查情况，不写举报人的任何信息"),
    )


class FindingForm(Form):
    """What was found: a confirmed veto is recorded at once, with what its clause asks for."""

    verdict = ChoiceField(
        lazy_gettext("核查结论"),
        [
            ("confirmed", lazy_gettext("查证属实，记入台账并一票否决")),
            ("unfounded", lazy_gettext("不属实或者不构成否决，结束待定")),
        ],
    )
    words = TextField(lazy_gettext("依据"), max=500, lines=3, description=lazy_gettext("核查报告、会议纪要的编号"))
    attested = TextField(
        lazy_gettext("确认情节或纪要编号"), max=120, required=False, description=lazy_gettext("条目要求时填写")
    )
