"""The hospital on one page, and the same as a spreadsheet."""

from __future__ import annotations

from flask import Response, render_template, request, url_for

from hospital_integrity.access import asker, may
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.home import queries
from hospital_integrity.home.sheet import overview_workbook
from hospital_integrity.home.views.blueprint import bp, fresh, year_and_years
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings import operations as ratings
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.saying import say

KINDS = ("department", "staff", "grid")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/overview")
def overview() -> str:
    """Stars by pool, movements, headings by departments, and who is near a line."""
    year, known = year_and_years()
    fresh(year, *KINDS)
    found = queries.hospital(edition_of(year), year)
    sort, pool = request.args.get("sort", "-score")[:40], request.args.get("pool", "")
    return render_template(
        "home/overview.html",
        year=year,
        years=[(one, str(one)) for one in known],
        found=found,
        places=[one for one in queries.sorted_places(found, sort) if pool not in CATEGORIES or one.pool == pool],
        sort=sort,
        pool=pool,
        categories=CATEGORIES,
        export=url_for("home.overview_export", year=year) if may("home.overview_export", "POST") else "",
    )


@bp.post("/overview/export")
def overview_export() -> Response:
    """The overview as a spreadsheet; an event says who took it away."""
    year, _ = year_and_years()
    ratings.refresh("department", year)
    found = queries.hospital(edition_of(year), year)
    event = ratings.note_export("overview", year, len(found.places))
    mark = say(
        "%(name)s 于 %(day)s 导出，日志第 %(event)s 号；内部资料，不得外传", name=asker().name, day=today(), event=event
    )
    body = overview_workbook(found, year, mark)
    db.session.commit()
    headers = {"Content-Disposition": f"attachment; filename=overview-{year}.xlsx"}
    return Response(body, mimetype=XLSX, headers=headers)
