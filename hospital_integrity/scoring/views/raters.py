"""The raters of a sheet side by side; names only for those whose permission isn't masked. No mark is changed here."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext

from hospital_integrity.access import reach
from hospital_integrity.departments import queries as departments
from hospital_integrity.rules.raters import LEAST, panel
from hospital_integrity.scoring import queries
from hospital_integrity.scoring.views.blueprint import bp
from hospital_integrity.scoring.views.marks import asked_year, chosen


@bp.get("/scoring/raters")
def raters() -> str:
    """Who marks higher or lower than the others on a sheet, and who gives everybody the same."""
    year = asked_year()
    sheets = {key: one for key, one in queries.mark_sheets(year).items() if one.raters == "many"}
    sheet = chosen(sheets)
    given = queries.given(year, sheet) if sheet else {}
    found = panel(given)
    numbers = {key: gettext("评分人 %(number)s", number=place) for place, key in enumerate(sorted(given), 1)}
    names = numbers if reach().masked else queries.rater_names(given)
    places = departments.departments_by_id(found.thin)
    page = {"year": year, "sheets": sheets, "sheet": sheet, "panel": found, "names": names, "least": LEAST}
    return render_template("scoring/raters.html", thin=[places[one] for one in found.thin if one in places], **page)
