"""The board as spreadsheets: its entries in a state, and each table of a year's figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext

from hospital_integrity.board.queries import Card, Figures
from hospital_integrity.rules.board import COLOURS, KINDS
from hospital_integrity.rules.board_figures import QUARTERS, Count, by_quarter, counted
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.spreadsheet import taken_workbook

TABLES: Mapping[str, Saying] = {
    "kinds": say("按类别"),
    "departments": say("按科室"),
    "pools": say("按科室类别"),
    "quarters": say("按季度"),
    "spans": say("办理用时"),
}


def board_workbook(title: str, cards: Iterable[Card], mark: Saying) -> bytes:
    """Entries as an .xlsx; `mark` stands in every row."""
    columns: dict[str, Any] = {
        gettext("号"): lambda card: card.id,
        gettext("标题"): lambda card: card.title,
        gettext("对象"): lambda card: card.subject,
        gettext("科室"): lambda card: card.department,
        gettext("榜"): lambda card: COLOURS[card.colour],
        gettext("类别"): lambda card: card.tag,
        gettext("条款"): lambda card: card.clause,
        gettext("发生日期"): lambda card: card.day,
        gettext("分值"): lambda card: card.points,
        gettext("上榜日期"): lambda card: card.shown_from,
        gettext("下榜日期"): lambda card: card.shown_to,
        gettext("内容"): lambda card: card.summary,
    }
    return taken_workbook(title, columns, cards, mark)


def figures_workbook(table: str, found: Figures, mark: Saying) -> bytes:
    """One table of a year's figures as an .xlsx; `mark` stands in every row."""
    title = gettext("%(year)s 年红黑榜%(table)s", year=found.year, table=gettext(TABLES[table].text))
    if table == "spans":
        return taken_workbook(title, _of_span(), found.spans, mark)
    return taken_workbook(title, _of_count(table), named(table, found), mark)


def named(table: str, found: Figures) -> list[tuple[Saying | str, Count]]:
    """The rows of a table of counts, under the names of what is counted."""
    if table == "quarters":
        return [(QUARTERS[quarter], count) for quarter, count in by_quarter(found.rows).items()]
    names: Mapping[Any, Saying | str] = {
        "kinds": {**KINDS["red"], **KINDS["black"]},
        "pools": CATEGORIES,
        "departments": found.names,
    }[table]
    key = {"kinds": "kind", "pools": "pool", "departments": "department"}[table]
    return [(names.get(one, one), count) for one, count in counted(found.rows, lambda row: getattr(row, key)).items()]


def _of_count(table: str) -> dict[str, Any]:
    return {
        gettext(TABLES[table].text): lambda pair: pair[0],
        gettext("红榜"): lambda pair: pair[1].red,
        gettext("黑榜"): lambda pair: pair[1].black,
        gettext("合计"): lambda pair: pair[1].total,
    }


def _of_span() -> dict[str, Any]:
    return {
        gettext("步骤"): lambda span: span.name,
        gettext("件数"): lambda span: span.number,
        gettext("天数中位数"): lambda span: span.middle,
        gettext("最长天数"): lambda span: span.longest,
        gettext("逾期件数"): lambda span: span.late,
    }
