"""A person at a glance: the grade and why, the latest entries, what the stages said, grid star and past awards."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, url_for

from hospital_integrity.access import asker, may, may_see, reach
from hospital_integrity.departments import queries as departments
from hospital_integrity.home import queries
from hospital_integrity.home.views.blueprint import bp, fresh, year_and_years
from hospital_integrity.ratings.queries import rating_day, story, why_unrated
from hospital_integrity.rules.register import PROFESSIONS


@bp.get("/staff/<int(max=2147483647):staff_id>/overview")
def person(staff_id: int) -> str:
    """The person's page."""
    year, known = year_and_years()
    fresh(year, "staff", "grid")
    one = _within(staff_id, year)
    place = departments.membership_on(staff_id, rating_day(year))
    return render_template(
        "home/person.html",
        person=one,
        profession=PROFESSIONS[one.profession],
        place=place.department if place else None,
        year=year,
        years=[(each, str(each)) for each in known],
        own=asker().staff_id == staff_id,
        **_told(staff_id, year),
    )


def _within(staff_id: int, year: int) -> Any:
    one = departments.staff_member(staff_id)
    home = departments.home_department({staff_id}, rating_day(year)).get(staff_id)
    if one is None or not reach().covers(department_id=home, staff_id=staff_id):
        abort(404)
    return one


def _told(staff_id: int, year: int) -> dict[str, Any]:
    found, grid = queries.profile("staff", year, staff_id), queries.profile("grid", year, staff_id)
    return {
        "profile": found,
        "grid": grid,
        "unrated": None if found else why_unrated(year, staff_id),
        "entries": queries.last_entries(found.told, year) if found else [],
        "stages": [line for line in found.told.steps if line.step == "stage"] if found else [],
        "reasons": _address("ratings.staff_show", subject_id=staff_id, year=year) if found else "",
        "grid_reasons": _address("ratings.grid_show", subject_id=staff_id, year=year) if grid else "",
        "certificate": _certificate(found, staff_id) if found else "",
        "advice": _advice(found) if asker().staff_id == staff_id else None,
        "entry_endpoint": _entries(found, staff_id) if found else "",
    }


def _advice(found: queries.Profile | None) -> Any:
    """What leads to the next level: told to the person, to whom it is of use."""
    told = story(found.row, found.told) if found else None
    return told.advice if told else None


def _entries(found: queries.Profile, staff_id: int) -> str:
    seen = may_see("ledger.show", department_id=found.row.department_id, staff_id=staff_id)
    return "ledger.show" if seen else ""


def _certificate(found: queries.Profile, staff_id: int) -> str:
    seen = may_see("certificates.show", department_id=found.row.department_id, staff_id=staff_id)
    paper = queries.certificate_of(found.history) if seen else None
    return url_for("certificates.show", certificate_id=paper) if paper else ""


def _address(endpoint: str, **values: int) -> str:
    return url_for(endpoint, **values) if may(endpoint) else ""
