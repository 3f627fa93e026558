"""Who is assessed in a year and who isn't, with the reason; and who is still missing at which stage."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from hospital_integrity.access import reach
from hospital_integrity.departments import queries as departments
from hospital_integrity.ethics import queries
from hospital_integrity.ethics.views.blueprint import YEAR, bp


@bp.get(f"/ethics/{YEAR}/people")
def people(year: int) -> ResponseReturnValue:
    """How many are assessed, and everybody who isn't, with the reason."""
    rated, unrated = queries.who_is_assessed(year)
    mine = [one for one in rated.values() if reach().covers(department_id=one.department_id)]
    others = [one for one in unrated if reach().covers(department_id=one.department_id)]
    places = departments.departments_by_id({one.department_id for one in others if one.department_id})
    return render_template("ethics/people.html", year=year, assessed=mine, others=others, places=places)


@bp.get(f"/ethics/{YEAR}/missing")
def missing(year: int) -> ResponseReturnValue:
    """At each stage how many should have been judged, how many were, and the names of who lacks."""
    told = queries.attendance(year, None if reach().everything else reach().departments)
    return render_template("ethics/missing.html", year=year, told=told, most=300)
