"""The coverage of the grid as a spreadsheet, every row marked with who took it away and when."""

from __future__ import annotations

from flask_babel import gettext

from hospital_integrity.filters import words
from hospital_integrity.grid.queries import Coverage, Place
from hospital_integrity.rules.gridwork import CELLS
from hospital_integrity.rules.saying import Saying
from hospital_integrity.spreadsheet import table_workbook


def coverage_workbook(year: int, found: Coverage, mark: Saying) -> bytes:
    """The coverage as an .xlsx: a row for each department, a column for each month; `mark` stands in every row."""
    title = gettext("%(year)s 年网格覆盖", year=year)
    months = [gettext("%(month)s月", month=first.month) for first in found.months]
    headers = [gettext("科室编号"), gettext("科室"), gettext("网格员"), *months]
    headers += [gettext("到会次数"), gettext("已开例会"), gettext("未闭环风险"), gettext("静默"), gettext("导出标记")]
    return table_workbook(title, headers, [[*_row(one, len(found.held)), words(mark)] for one in found.places])


def _row(one: Place, held: int) -> list[object]:
    names = "、".join(member.name for member in one.members)
    cells = [words(CELLS[cell]) for cell in one.cells]
    silent = gettext("是") if one.silent else ""
    return [one.department.code, one.department.name, names, *cells, one.met, held, one.open_risks, silent]
