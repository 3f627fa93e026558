"""Lists of standings as spreadsheets, every row marked with who took it away and when."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from hospital_integrity.filters import words
from hospital_integrity.ratings.models import Standing
from hospital_integrity.rules.register import CATEGORIES, TIERS
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import table_workbook

POOLS = {**CATEGORIES, **TIERS}


def standings_workbook(title: Saying, rows: Iterable[Standing], mark: Saying) -> bytes:
    """The standings as an .xlsx; `mark` stands in every row."""
    return table_workbook(words(title), _headers(), [[*_row(row), words(mark)] for row in rows])


def _headers() -> list[str]:
    return [
        gettext("年度"),
        gettext("编号"),
        gettext("名称"),
        gettext("科室"),
        gettext("类别"),
        gettext("得分"),
        gettext("折算前"),
        gettext("扣分合计"),
        gettext("加分合计"),
        gettext("等级"),
        gettext("星数"),
        gettext("上次星数"),
        gettext("状态"),
        gettext("导出标记"),
    ]


def _row(row: Standing) -> list[object]:
    stars = (None, None) if row.subject_kind == "staff" else (row.stars, row.last_stars)
    state = gettext("已结算") if row.award_id else gettext("进行中")
    points = (row.score, row.raw, row.deductions, row.bonus)
    pool = words(POOLS.get(row.pool, row.pool))
    return [row.year, row.number, row.name, row.department_name, pool, *points, row.level_name, *stars, state]
