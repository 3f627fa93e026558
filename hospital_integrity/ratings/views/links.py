"""What a year's grades mean elsewhere, person by person: the list that the personnel office works from."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template, request

from hospital_integrity.deeds import handed_out
from hospital_integrity.departments import queries as departments
from hospital_integrity.journal.operations import note_taken
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings import operations, queries
from hospital_integrity.ratings.sheet import links_workbook
from hospital_integrity.ratings.views.blueprint import asked_year, bp, fresh, scope, years
from hospital_integrity.rules.appraisal import NAMES, Links

TONES = {"excellent": "jade", "pass": "plain", "basic": "gold", "fail": "red", "ungraded": "coal", "out": "coal"}


@bp.get("/staff/links")
def staff_links() -> str:
    """Everybody's annual appraisal as the rules give it, by what it comes to."""
    known = years()
    year, wanted = asked_year(known), request.args.get("appraisal", "")
    if "staff" not in edition_of(year).schemes:
        return _page(year, known, [], {}, wanted)
    fresh("staff", year)
    rows = queries.standings("staff", year, scope("staff"))
    found = queries.links_of(year, rows)
    return _page(year, known, [row for row in rows if _fits(found[row.subject_id], wanted)], found, wanted)


@bp.post("/staff/links/export")
def staff_links_export() -> Response:
    """The same list, whole, with every clause; taking it away is an event itself."""
    year = asked_year(years())
    if "staff" not in edition_of(year).schemes:
        abort(404)
    operations.refresh("staff", year)
    rows = queries.standings("staff", year, scope("staff"))
    mark = note_taken("ratings.staff_links", len(rows), year=year)
    return handed_out(links_workbook(rows, queries.links_of(year, rows), mark), f"appraisal-{year}")


def _fits(found: Links, wanted: str) -> bool:
    return wanted not in NAMES or found.annual.key == wanted


def _page(year: int, known: list[int], rows: list[Any], found: dict[int, Links], wanted: str) -> str:
    counts = {key: sum(one.annual.key == key for one in found.values()) for key in NAMES}
    return render_template(
        "ratings/links.html",
        year=year,
        years=[(one, str(one)) for one in known],
        page=departments.slice_of(rows, request.args.get("page", 1, int) or 1),
        links=found,
        names=NAMES,
        counts=counts,
        wanted=wanted if wanted in NAMES else "",
        tones=TONES,
    )
