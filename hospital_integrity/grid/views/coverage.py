"""The coverage of the grid: departments by months, or members by what they did; and both as spreadsheets."""

from __future__ import annotations

from flask import Response, render_template, request

from hospital_integrity.access import reach
from hospital_integrity.clock import today
from hospital_integrity.deeds import handed_out
from hospital_integrity.grid import queries
from hospital_integrity.grid.queries import Coverage
from hospital_integrity.grid.sheet import coverage_workbook, people_workbook
from hospital_integrity.grid.views.blueprint import asked_year, bp, years
from hospital_integrity.journal.operations import note_taken


@bp.get("/coverage")
def coverage() -> str:
    """Departments by months, silent ones on top; or members."""
    year = asked_year()
    return render_template("grid/coverage.html", year=year, years=years(), found=_coverage(year), day=today(), by=_by())


@bp.post("/coverage/export")
def export() -> Response:
    """The same as a spreadsheet; taking it away is an event itself."""
    year, by = asked_year(), _by()
    found = _coverage(year)
    mark = note_taken("grid.coverage", len(found.people if by == "people" else found.places), year=year, by=by)
    body = people_workbook(found.people, mark) if by == "people" else coverage_workbook(found, mark)
    return handed_out(body, f"grid-{by}-{year}")


def _by() -> str:
    return "people" if request.args.get("by") == "people" else "places"


def _coverage(year: int) -> Coverage:
    return queries.coverage(year, None if reach().everything else reach().departments)
