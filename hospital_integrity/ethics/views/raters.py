"""Those who judge at the stages, side by side; for the office only, and no mark is changed here."""

from __future__ import annotations

from flask import render_template

from hospital_integrity.ethics import queries
from hospital_integrity.ethics.queries import fairness
from hospital_integrity.ethics.views.blueprint import YEAR, bp
from hospital_integrity.rules.raters import LEAST


@bp.get(f"/ethics/{YEAR}/raters")
def raters(year: int) -> str:
    """Who departs further from the computed scores than others, who gives everybody the same, self against head."""
    found = fairness.raters(year)
    stages = {stage.key: stage.name for stage in queries.scheme_of(year).stages}
    page = {"year": year, "found": found, "stages": stages, "least": LEAST}
    return render_template("ethics/raters.html", names=fairness.rater_names(found), **page)
