"""Rows of the lists of an edition: a field's name is the setting's, `a__b` the setting b inside a."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FormField, HiddenField

from hospital_integrity.forms import (
    ChoicesField,
    RowForm,
    Rows,
)
from hospital_integrity.policy.forms.fields import (
    BOUNDS,
    MISSING,
    POOLS,
    RATERS,
    SOURCES,
    Band,
    Choice,
    Content,
    Listed,
    Number,
    Ties,
    Usual,
    Whole,
    Words,
)


class ListRow(RowForm):
    """A row of a list: `at` is where it stood in the saved text, `order` where it shall stand, `gone` drops it."""

    at = HiddenField(default="")
    order = Whole(_("顺序"))
    gone = BooleanField(_("删去"))

    @staticmethod
    def opened(content: Content) -> Content:
        """The content as the fields have it."""
        return content

    @staticmethod
    def closed(content: Content) -> Content:
        """The content as the text has it."""
        return content


class HeadingRow(ListRow):
    """A heading."""

    order = None
    key = Words(_("代号"), 30)
    name = Words(_("栏目"), 30)
    points = Number(_("基础分"))
    most_bonus = Number(_("每期最多加"))
    most_deduction = Number(_("每期最多扣"))


class SheetRow(ListRow):
    """A sheet on which marks are given."""

    order = None
    key = Words(_("代号"), 30)
    name = Words(_("评分表"), 30)
    low = Number(_("最低分"), "0")
    high = Number(_("最高分"), "100")
    raters = Usual(_("评分人"), RATERS)
    entered_by = Listed(_("自己来评的角色代号"), 60)


class PartRow(ListRow):
    """A weighted part of the score."""

    key = Words(_("代号"), 30)
    name = Words(_("部分"), 30)
    weight = Number(_("权重（%）"))
    source = Choice(_("来自"), SOURCES)
    base = Number(_("基础分"), "0")
    full = Number(_("满分"), "100")
    round = Number(_("先取整到"))
    sheets = Listed(_("评分表代号"), 300)


class Condition(RowForm):
    """All limits of one condition hold together."""

    at = HiddenField(default="")
    score = FormField(Band, label=_("得分"))
    deductions = FormField(Band, label=_("扣分合计"))
    worst = FormField(Band, label=_("单项最多扣分"))


class LevelRow(ListRow):
    """A level with the conditions under which it is earned; one of them is enough."""

    key = Words(_("代号"), 30)
    name = Words(_("等次"), 20)
    stars = Whole(_("星数"))
    certificate = BooleanField(_("发证书"))
    otherwise = BooleanField(_("其余都归这一等"))
    when = Rows(FormField(Condition), max_entries=12, label=_("条件"))


class LimiterRow(ListRow):
    """A sheet whose low mark caps the level."""

    name = Words(_("名称"), 30)
    sheet = Words(_("评分表代号"), 30)
    part = Words(_("或部分代号"), 30)
    bound = Choice(_("界限"), BOUNDS)
    mark = Number(_("数值"))
    ceiling = Choice(_("最高等次"))
    missing = Choice(_("没有数据时"), MISSING, blank=_("照惯例"))

    @staticmethod
    def opened(content: Content) -> Content:
        """`below = 90` as a bound and its number."""
        bound = next((key for key, _name in BOUNDS if key in content), None)
        return content if bound is None else {**content, "bound": bound, "mark": content[bound]}

    @staticmethod
    def closed(content: Content) -> Content:
        """The bound and its number as `below = 90`; a number that didn't change stays as it was written."""
        keys = [key for key, _name in BOUNDS]
        bound, mark = content.get("bound", keys[0]), content.get("mark")
        kept = {key: value for key, value in content.items() if key not in ("bound", "mark", *keys)}
        return {**kept, bound: mark} if mark is not None else kept


class QuotaRow(ListRow):
    """How many may hold a level or a better one."""

    level = Choice(_("等次（含更高）"))
    share = Number(_("比例（%）"))
    pool = Usual(_("在哪个范围内"), POOLS)
    shares__clinical = Number(_("临床另定（%）"))
    shares__technical = Number(_("医技另定（%）"))
    shares__administrative = Number(_("行政后勤另定（%）"))
    least = Whole(_("至少几名"))
    ties = FormField(Ties, label=_("同分时依次看"))


class StageRow(ListRow):
    """Who judges, and how far they may depart."""

    key = Words(_("代号"), 30)
    name = Words(_("阶段"), 30)
    margin = Number(_("上下可调"))
    only_noted = BooleanField(_("只作记录"))
    opens = Words(_("开始"), 10, description=_("月-日，如 12-01；次年的写 next 01-01"))
    closes = Words(_("截止"), 10)


class ContentRow(ListRow):
    """A heading under which the stages judge."""

    key = Words(_("代号"), 30)
    name = Words(_("考评内容"), 40)


class ConsequenceRow(ListRow):
    """A statement that follows from a result."""

    words = Words(_("结论"))
    levels = ChoicesField(_("限于等次"))
    score = FormField(Band, label=_("得分"))
    deductions = FormField(Band, label=_("扣分合计"))
    worst = FormField(Band, label=_("单项最多扣分"))
