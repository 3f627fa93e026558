"""Rows and groups of fields of an edition: a field's name is the setting's, `a__b` the setting b inside a.

Nothing is required here and no name is checked: whether a value is right, the checker of editions says, with its place.
"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FormField, HiddenField
from wtforms.widgets import HiddenInput

from hospital_integrity.forms import (
    ChoiceField,
    ChoicesField,
    DecimalField,
    RowForm,
    Rows,
    TextField,
    WholeNumberField,
)

Content = dict[str, Any]
MOST_ROWS = 60
LOWS = [(">=", "≥"), (">", ">")]
HIGHS = [("<", "<"), ("<=", "≤")]
SOURCES = [
    ("entries", _("记录")),
    ("marks", _("评分表")),
    ("department", _("所在科室得分")),
    ("given", _("外部数据")),
]
MISSING = [("caps", _("同样处理")), ("ignored", _("不限制"))]
POOLS = [("all", _("全部参评对象")), ("category", _("每类科室")), ("parts", _("有数据的部分数相同的"))]
BOUNDS = [
    ("below", _("低于")),
    ("at_or_below", _("不高于")),
    ("above", _("高于")),
    ("at_or_above", _("不低于")),
    ("lowest", _("属最低的百分之")),
]
TIES = [("deductions", _("扣分少的在前")), ("bonus", _("加分多的在前")), ("worst", _("单项最多扣分小的在前"))]
RATERS = [("many", _("多人平均")), ("one", _("以最新一次为准"))]


class Words(TextField):
    """A short text that may be missing."""

    def __init__(self, label: Any, max: int = 80, **kwargs: Any) -> None:
        super().__init__(label, max=max, required=False, **kwargs)


class Number(DecimalField):
    """An exact number that may be missing; `usual` is what holds then."""

    def __init__(self, label: Any, usual: str = "", **kwargs: Any) -> None:
        shown = {"inputmode": "decimal", "autocomplete": "off", "placeholder": usual}
        super().__init__(label, low=-999_999, high=999_999, places=6, required=False, render_kw=shown, **kwargs)


class Whole(WholeNumberField):
    """A whole number that may be missing."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, high=999_999, required=False, **kwargs)


class Choice(ChoiceField):
    """One of some words; missing where the blank one stays chosen."""

    def __init__(self, label: Any, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(label, choices=choices, **{"required": False, "blank": "—", **kwargs})


class Usual(ChoiceField):
    """One of some words, the first of which holds where nothing is written."""

    def __init__(self, label: Any, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(label, choices=choices, required=False, blank=None, **kwargs)

    @property
    def usual(self) -> str:
        """What holds where nothing is written."""
        return str(self.choices[0].value) if self.choices else ""


class Listed(Words):
    """Several keys with a comma or space between."""


class Band(RowForm):
    """An interval as two comparisons; no number means no limit on that side."""

    low_sign = ChoiceField(_("下限"), choices=LOWS, blank=None)
    low = Number(_("下限"))
    high_sign = ChoiceField(_("上限"), choices=HIGHS, blank=None)
    high = Number(_("上限"))


class Pair(RowForm):
    """Two numbers, the smaller first."""

    low = Number(_("最低"))
    high = Number(_("最高"))


class Ties(RowForm):
    """What decides between equals, in this order."""

    first = Choice(_("第一看"), TIES)
    second = Choice(_("第二看"), TIES)
    third = Choice(_("第三看"), TIES)


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
    least = Whole(_("至少几名"))
    ties = FormField(Ties, label=_("同分时依次看"))


class StageRow(ListRow):
    """Who judges, and how far they may depart."""

    key = Words(_("代号"), 30)
    name = Words(_("阶段"), 30)
    margin = Number(_("上下可调"))
    only_noted = BooleanField(_("只作记录"))


class ConsequenceRow(ListRow):
    """A statement that follows from a result."""

    words = Words(_("结论"))
    levels = ChoicesField(_("限于等次"))
    score = FormField(Band, label=_("得分"))
    deductions = FormField(Band, label=_("扣分合计"))
    worst = FormField(Band, label=_("单项最多扣分"))


def hidden_version() -> WholeNumberField:
    """The version of the draft that was on the screen."""
    return WholeNumberField(widget=HiddenInput())
