"""The overview as a spreadsheet: a row for each department, a column for each heading."""

from __future__ import annotations

from flask_babel import gettext

from hospital_integrity.filters import words
from hospital_integrity.home.queries import Hospital, Place
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.saying import Saying
from hospital_integrity.rules.transition import NAMES
from hospital_integrity.spreadsheet import table_workbook


def overview_workbook(found: Hospital, year: int, mark: Saying) -> bytes:
    """The rows of the overview as an .xlsx; `mark` stands in every row."""
    names = [name for _, name in found.headings]
    headers = [gettext("年度"), gettext("科室"), gettext("类别"), gettext("星数"), gettext("上次星数"), gettext("变动")]
    headers += [gettext("得分"), gettext("较上次"), *names, gettext("导出标记")]
    return table_workbook(gettext("全院总览"), headers, [[year, *_row(one), words(mark)] for one in found.places])


def _row(one: Place) -> list[object]:
    points = [cell.points if cell else None for cell in one.cells]
    pool = words(CATEGORIES.get(one.pool, one.pool))
    return [one.name, pool, one.stars, one.last_stars, words(NAMES[one.move]), one.score, one.change, *points]
