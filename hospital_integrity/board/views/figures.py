"""A year of the board in figures, on the page and as spreadsheets."""

from __future__ import annotations

from flask import Response, abort, render_template

from hospital_integrity.board import queries, sheet
from hospital_integrity.board.views.blueprint import asked_number, bp
from hospital_integrity.clock import today
from hospital_integrity.deeds import handed_out
from hospital_integrity.journal.operations import note_taken


@bp.get("/board/figures")
def figures() -> str:
    """Praise and criticism by kind, department and quarter, and how long the steps took."""
    found = queries.figures(_year())
    return render_template(
        "board/figures.html",
        found=found,
        years=queries.board_years(),
        tables={name: (title, sheet.named(name, found)) for name, title in sheet.TABLES.items() if name != "spans"},
        spans=sheet.TABLES["spans"],
    )


@bp.post(f"/board/figures/<any({', '.join(sheet.TABLES)}):table>/export")
def figures_export(table: str) -> Response:
    """One of the tables as a spreadsheet; taking it away is an event itself."""
    found = queries.figures(_year())
    mark = note_taken("board.figures", len(found.rows), table=table, year=found.year)
    return handed_out(sheet.figures_workbook(table, found, mark), f"board-{found.year}-{table}")


def _year() -> int:
    year = asked_number("year", today().year)
    if not 2000 <= year <= today().year:
        abort(404)
    return year
