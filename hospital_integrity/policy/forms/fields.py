"""Fields and small groups of fields of an edition.

Nothing is required here and no name is checked: whether a value is right, the checker of editions says, with its place.
"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.widgets import HiddenInput

from hospital_integrity.forms import (
    ChoiceField,
    DecimalField,
    RowForm,
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


def hidden_version() -> WholeNumberField:
    """The version of the draft that was on the screen."""
    return WholeNumberField(widget=HiddenInput())
