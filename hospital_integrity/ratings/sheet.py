"""Lists of standings as spreadsheets, every row marked with who took it away and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext

from hospital_integrity.filters import words
from hospital_integrity.ratings.models import Standing
from hospital_integrity.ratings.queries import Reason, Trial
from hospital_integrity.ratings.queries.beside import Move
from hospital_integrity.rules.appraisal import Links, Statement
from hospital_integrity.rules.register import CATEGORIES, TIERS
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.waterfall import Bar
from hospital_integrity.spreadsheet import table_workbook, taken_workbook

POOLS = {**CATEGORIES, **TIERS}


def standings_workbook(title: Saying, rows: Iterable[Standing], mark: Saying) -> bytes:
    """The standings as an .xlsx; `mark` stands in every row."""
    return table_workbook(words(title), _headers(), [[*_row(row), words(mark)] for row in rows])


def account_workbook(name: str, bars: Iterable[Bar], reasons: Iterable[Reason], mark: Saying) -> bytes:
    """How one result came about: the steps to the score, then every entry; `mark` stands in every row."""
    headers = [gettext("记录"), gettext("条款"), gettext("事项"), gettext("日期"), gettext("次数")]
    headers += [gettext("增减"), gettext("累计"), gettext("导出标记")]
    steps = [[None, None, words(bar.saying), None, None, bar.effect, bar.end, words(mark)] for bar in bars]
    return table_workbook(name, headers, [*steps, *([*_account_row(one), words(mark)] for one in reasons)])


def _account_row(one: Reason) -> list[object]:
    line = one.line
    return [line.entry_id, line.clause, words(line.saying), one.day.isoformat(), one.times, line.effect, line.total]


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


MOVES = {"up": say("上升"), "down": say("下降"), "level": say("不变")}


def trial_workbook(trial: Trial, mark: Saying) -> bytes:
    """What another edition would make of a year, as an .xlsx; `mark` stands in every row."""
    return table_workbook(gettext("试算"), _trial_headers(), [[*_move(one), words(mark)] for one in trial.moves])


def _trial_headers() -> list[str]:
    return [
        gettext("编号"),
        gettext("名称"),
        gettext("科室"),
        gettext("类别"),
        gettext("原等级"),
        gettext("新等级"),
        gettext("原得分"),
        gettext("新得分"),
        gettext("变动"),
        gettext("主要原因"),
        gettext("导出标记"),
    ]


def _move(one: Move) -> list[object]:
    levels = (one.old.level, one.new.level, one.old.score, one.new.score)
    why = "".join(map(words, one.why))
    pool = words(POOLS.get(one.pool, one.pool))
    return [one.number, one.name, one.department_name, pool, *levels, words(MOVES[one.direction]), why]


def links_workbook(rows: Iterable[Standing], links: Mapping[int, Links], mark: Saying) -> bytes:
    """What grades mean elsewhere, with every clause, as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Any] = {
        gettext("工号"): lambda row: row.number,
        gettext("姓名"): lambda row: row.name,
        gettext("科室"): lambda row: row.department_name,
        gettext("得分"): lambda row: row.score,
        gettext("医德等次"): lambda row: row.level_name,
        gettext("年度考核"): lambda row: links[row.subject_id].annual.words,
        gettext("年度考核的依据"): lambda row: _grounds(links[row.subject_id].annual),
        gettext("职业道德评定"): lambda row: _of(links[row.subject_id].periodic),
        gettext("评先评优"): lambda row: links[row.subject_id].honours.words,
        gettext("评先评优的依据"): lambda row: _grounds(links[row.subject_id].honours),
        gettext("职称评审"): lambda row: links[row.subject_id].review.words,
        gettext("职称评审的依据"): lambda row: _grounds(links[row.subject_id].review),
    }
    return taken_workbook(gettext("考评结果的运用"), columns, rows, mark)


def _of(one: Statement | None) -> Saying | str:
    return one.words if one else ""


def _grounds(one: Statement) -> str:
    return gettext("；").join(map(words, one.grounds))
