"""The coverage of the grid, and the same as a spreadsheet."""

from __future__ import annotations

from flask import Response, render_template

from hospital_integrity.access import asker, reach
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.grid import operations, queries
from hospital_integrity.grid.queries import Coverage
from hospital_integrity.grid.sheet import coverage_workbook
from hospital_integrity.grid.views.blueprint import asked_year, bp, years
from hospital_integrity.rules.saying import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/coverage")
def coverage() -> str:
    """Departments by months, silent ones on top."""
    year = asked_year()
    return render_template("grid/coverage.html", year=year, years=years(), found=_coverage(year), day=today())


@bp.post("/coverage/export")
def export() -> Response:
    """The same as a spreadsheet, marked with who took it."""
    year = asked_year()
    found = _coverage(year)
    event = operations.note_export(year, len(found.places))
    mark = say(
        "%(name)s 于 %(day)s 导出，日志第 %(event)s 号；内部资料，不得外传", name=asker().name, day=today(), event=event
    )
    body = coverage_workbook(year, found, mark)
    db.session.commit()
    return Response(
        body, mimetype=XLSX, headers={"Content-Disposition": f"attachment; filename=grid-coverage-{year}.xlsx"}
    )


def _coverage(year: int) -> Coverage:
    return queries.coverage(year, None if reach().everything else reach().departments)
