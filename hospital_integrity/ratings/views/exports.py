"""Lists taken away as spreadsheets: a permission of its own, and an event in the journal."""

from __future__ import annotations

from flask import Response

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.ratings import operations, queries
from hospital_integrity.ratings.sheet import standings_workbook
from hospital_integrity.ratings.views.blueprint import KINDS, asked_year, bp, scope, sought, years
from hospital_integrity.rules.saying import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.post("/export")
def export() -> Response:
    """Departments as a spreadsheet."""
    return _export("department")


@bp.post("/grid/export")
def grid_export() -> Response:
    """Grid members as a spreadsheet."""
    return _export("grid")


@bp.post("/staff/export")
def staff_export() -> Response:
    """Staff as a spreadsheet."""
    return _export("staff")


def _export(kind: str) -> Response:
    year = asked_year(years())
    operations.refresh(kind, year)
    rows = queries.standings(kind, year, scope(kind), sought())
    event = operations.note_export(kind, year, len(rows))
    mark = say(
        "%(name)s 于 %(day)s 导出，日志第 %(event)s 号；内部资料，不得外传", name=asker().name, day=today(), event=event
    )
    body = standings_workbook(KINDS[kind].title, rows, mark)
    db.session.commit()
    name = f"ratings-{kind}-{year}.xlsx"
    return Response(body, mimetype=XLSX, headers={"Content-Disposition": f"attachment; filename={name}"})
