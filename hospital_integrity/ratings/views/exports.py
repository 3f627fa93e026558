"""Lists taken away as spreadsheets: a permission of its own, and an event in the journal."""

from __future__ import annotations

from flask import Response, abort

from hospital_integrity.access import asker
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.ratings import operations, queries
from hospital_integrity.ratings.sheet import account_workbook, standings_workbook
from hospital_integrity.ratings.views.blueprint import KINDS, SUBJECT, asked_year, bp, scope, sought, years
from hospital_integrity.rules.saying import Saying, say

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


@bp.post(f"/departments/{SUBJECT}/export")
def account(subject_id: int) -> Response:
    """How a department's star came about, as a spreadsheet."""
    return _account("department", subject_id)


@bp.post(f"/grid/{SUBJECT}/export")
def grid_account(subject_id: int) -> Response:
    """How a grid member's star came about, as a spreadsheet."""
    return _account("grid", subject_id)


@bp.post(f"/staff/{SUBJECT}/export")
def staff_account(subject_id: int) -> Response:
    """How a grade came about, as a spreadsheet."""
    return _account("staff", subject_id)


def _export(kind: str) -> Response:
    year = asked_year(years())
    operations.refresh(kind, year)
    rows = queries.standings(kind, year, scope(kind), sought())
    mark = _mark(operations.note_export(kind, year, len(rows)))
    return _taken(standings_workbook(KINDS[kind].title, rows, mark), f"ratings-{kind}-{year}")


def _account(kind: str, subject_id: int) -> Response:
    year = asked_year(years())
    operations.refresh(kind, year)
    row = queries.standing(kind, year, subject_id)
    if row is None or not scope(kind).holds(row.department_id, subject_id):
        abort(404)
    told = queries.explain(row)
    found, reasons = queries.story(row, told), queries.reasons_of(told.counted, year)
    mark = _mark(operations.note_export(kind, year, len(reasons), subject_id))
    body = account_workbook(row.name, found.bars if found else (), reasons, mark)
    return _taken(body, f"rating-{kind}-{subject_id}-{year}")


def _mark(event: int) -> Saying:
    return say(
        "%(name)s 于 %(day)s 导出，日志第 %(event)s 号；内部资料，不得外传", name=asker().name, day=today(), event=event
    )


def _taken(body: bytes, name: str) -> Response:
    db.session.commit()
    return Response(body, mimetype=XLSX, headers={"Content-Disposition": f"attachment; filename={name}.xlsx"})
