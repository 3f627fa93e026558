"""What is filled in to issue, revoke or issue anew."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import widgets

from hospital_integrity.certificates.operations import MOST_COPIES, MOST_REASON
from hospital_integrity.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    NameField,
    TextField,
    UploadField,
    WholeNumberField,
)


class IssueForm(Form):
    """Who gets a paper now."""

    awards = ChoicesField(lazy_gettext("签发给"))


class DecisionForm(Form):
    """What stands under papers on other grounds than a year's results."""

    day = DayField(lazy_gettext("落款日期"))
    document_no = TextField(
        lazy_gettext("依据文件"), max=40, required=False, description=lazy_gettext("文号，印在证书上；可以不填")
    )


class TermForm(DecisionForm):
    """The same for letters of appointment, which have a term."""

    to_day = DayField(
        lazy_gettext("聘期截止"),
        required=False,
        description=lazy_gettext("不填就按任命登记的日期；任命先结束的以任命为准"),
    )


class GroundsForm(DecisionForm):
    """Who gets a paper on such grounds."""

    grounds = ChoicesField(lazy_gettext("签发给"), required=True)


class LettersForm(TermForm, GroundsForm):
    """Who gets a letter of appointment."""


class ListForm(Form):
    """A list of whom to issue papers of a year's results for."""

    file = UploadField(lazy_gettext("签发名单"), description=lazy_gettext("表格，每行一个工号或科室代码；最多 5000 行"))


class HonoursListForm(DecisionForm, ListForm):
    """A list of whom to issue honours for, and what stands under them."""


class LettersListForm(TermForm, ListForm):
    """A list of whom to issue letters of appointment for, and their term."""


class WordingForm(Form):
    """How a kind of paper is worded; `seen` is the version that was on the screen."""

    seen = WholeNumberField(widget=widgets.HiddenInput())
    title = TextField(lazy_gettext("标题"), max=10)
    english = TextField(lazy_gettext("英文标题"), max=40, required=False)
    address = TextField(
        lazy_gettext("称呼"), max=10, required=False, description=lazy_gettext("写在姓名后面；科室留空")
    )
    praise = TextField(lazy_gettext("正文"), max=300, lines=3)
    grade = TextField(lazy_gettext("授予的称号或等次"), max=60, description=lazy_gettext("接在正文后面，用红字印出"))
    closing = TextField(lazy_gettext("结束语"), max=200, lines=2, required=False)
    signatory = TextField(
        lazy_gettext("落款单位"), max=60, required=False, description=lazy_gettext("不填就用医院信息里的证书落款")
    )
    seal_line = TextField(lazy_gettext("印章下方文字"), max=10)
    seal = ChoiceField(
        lazy_gettext("印章"),
        blank=None,
        choices=[("", lazy_gettext("留空，盖实体章")), ("1", lazy_gettext("印出印章图样（只是图样，以存档为准）"))],
        required=False,
    )


class RevokeForm(Form):
    """Why a paper is no longer valid."""

    reason = TextField(
        lazy_gettext("撤销理由"),
        max=MOST_REASON,
        lines=2,
        description=lazy_gettext("会显示在核验页上，请不要写他人姓名"),
    )


class ReissueForm(Form):
    """The button that issues a paper anew."""


class PrintForm(Form):
    """Which papers to print, in what order and shape, and what the printing register keeps of it."""

    year = ChoiceField(lazy_gettext("年度"), required=False, blank=lazy_gettext("全部"))
    kind = ChoiceField(lazy_gettext("种类"), required=False, blank=lazy_gettext("全部"))
    department_id = ChoiceField(lazy_gettext("科室"), required=False, blank=lazy_gettext("全院"))
    serial = TextField(lazy_gettext("证书编号"), max=40, required=False, description=lazy_gettext("只打印一份时填"))
    file = UploadField(
        lazy_gettext("按名单打印"), required=False, description=lazy_gettext("表格，每行一个工号或科室代码；不选就不限")
    )
    sorting = ChoiceField(
        lazy_gettext("排列顺序"),
        blank=None,
        choices=[
            ("serial", lazy_gettext("按编号")),
            ("department", lazy_gettext("按科室")),
            ("name", lazy_gettext("按姓名")),
        ],
    )
    shape = ChoiceField(
        lazy_gettext("文件"),
        blank=None,
        choices=[
            ("sheet", lazy_gettext("一个打印文件，每页一份")),
            ("plain", lazy_gettext("一个打印文件，办公打印机用，不印底色和底纹")),
            ("zip", lazy_gettext("压缩包，每份一个存档文件")),
        ],
    )
    copies = WholeNumberField(lazy_gettext("每份打印张数"), low=1, high=MOST_COPIES, default=1)
    purpose = TextField(lazy_gettext("用途"), max=100, required=False, description=lazy_gettext("例如：表彰大会颁发"))


class HandOverForm(Form):
    """Who took printed papers, when, how many sheets."""

    handed_to = NameField(lazy_gettext("移交给"), max=60)
    handed_on = DayField(lazy_gettext("移交日期"))
    handed_copies = WholeNumberField(lazy_gettext("移交张数"), low=1)


class FileForm(Form):
    """A certificate's file that somebody was sent, to be compared with the one that was kept."""

    file = UploadField(
        lazy_gettext("证书的 PDF 文件"),
        accept=(".pdf",),
        description=lazy_gettext("只核对，不保存；改动过一个字节也能看出来"),
    )
