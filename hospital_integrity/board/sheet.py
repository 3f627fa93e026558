"""The entries of the board in a state as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext

from hospital_integrity.board.queries import Card
from hospital_integrity.rules.board import COLOURS
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import taken_workbook


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
