"""A department at a glance: its star, the score on the scale, headings, latest entries, grid members, past awards."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import abort, render_template, url_for

from hospital_integrity.access import asker, may, may_see, reach
from hospital_integrity.departments import queries as departments
from hospital_integrity.home import queries
from hospital_integrity.home.views.blueprint import bp, fresh, sees_evidence, year_and_years
from hospital_integrity.ratings.queries import Scope, rating_day, standings
from hospital_integrity.rules.register import CATEGORIES, DUTIES, TIERS


@bp.get("/departments/<int(max=2147483647):department_id>/overview")
def department(department_id: int) -> str:
    """The department's page."""
    if not reach().covers(department_id=department_id):
        abort(404)
    year, known = year_and_years()
    fresh(year, "department", "grid")
    place = departments.department(department_id) or abort(404)
    lineage = departments.lineage([department_id])[department_id]
    found = queries.profile("department", year, department_id, lineage)
    full = sees_evidence(department_id, asker().departments)
    return render_template(
        "home/department.html",
        department=place,
        category=CATEGORIES[place.category],
        year=year,
        years=[(one, str(one)) for one in known],
        profile=found,
        entries=queries.last_entries(found.told, year) if found else [],
        full=full,
        members=_members(department_id, year),
        reasons=_address("ratings.show", subject_id=department_id, year=year),
        certificate=_certificate(found.history, department_id) if full and found else "",
        history=_history(found.history if found else [], department_id),
    )


def _certificate(history: list[queries.Award], department_id: int) -> str:
    seen = may_see("certificates.show", department_id=department_id)
    paper = queries.certificate_of(history) if seen else None
    return url_for("certificates.show", certificate_id=paper) if paper else ""


def _history(awards: list[queries.Award], department_id: int) -> list[dict[str, Any]]:
    address = {one.year: _address("ratings.show", subject_id=department_id, year=one.year) for one in awards}
    return [{**asdict(one), "address": address[one.year]} for one in awards]


def _members(department_id: int, year: int) -> list[dict[str, Any]]:
    appointed = departments.grid_members_of(department_id, rating_day(year))
    ids = frozenset(one.staff_id for one in appointed)
    stars = {one.subject_id: one for one in standings("grid", year, Scope(False, subjects=ids))}
    return [
        {
            "name": one.staff.name,
            "duty": DUTIES[one.duty],
            "tier": TIERS[one.tier],
            "title": one.staff.title,
            "stars": stars[one.staff_id].stars if one.staff_id in stars else None,
            "address": _member_address(one.staff_id, department_id, year),
        }
        for one in appointed
    ]


def _member_address(staff_id: int, department_id: int, year: int) -> str:
    seen = reach().everything or staff_id == asker().staff_id or department_id in asker().departments
    return _address("ratings.grid_show", subject_id=staff_id, year=year) if seen else ""


def _address(endpoint: str, **values: int) -> str:
    return url_for(endpoint, **values) if may(endpoint) else ""
