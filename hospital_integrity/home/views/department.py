"""A department at a glance: star, score, headings, latest entries, indicators, grid members, past years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from flask import abort, render_template, url_for

from hospital_integrity.access import asker, may, may_see, reach
from hospital_integrity.awards.queries import stars_now
from hospital_integrity.clock import today
from hospital_integrity.departments import queries as departments
from hospital_integrity.grid.queries import coverage
from hospital_integrity.home import queries
from hospital_integrity.home.views.blueprint import bp, fresh, sees_evidence, year_and_years
from hospital_integrity.home.views.decided import decided
from hospital_integrity.ledger.queries import indicators_of
from hospital_integrity.ratings.queries import Scope, rating_day, standings, story
from hospital_integrity.rules.register import CATEGORIES, DUTIES, TIERS
from hospital_integrity.rules.saying import Saying, say

HANDED_IN = ("zero", "on_time", "late")
LINKS = (
    ("awards.stars", "subject_id", "history", say("历年星级与变动")),
    ("awards.label", "subject_id", "printer", say("门牌标签")),
    ("departments.show", "id", "building-hospital", say("科室资料")),
)


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
        full=full,
        members=list(_members(department_id, year)),
        reasons=_address("ratings.show", subject_id=department_id, year=year),
        certificate=_certificate(found.history, department_id) if full and found else "",
        links=list(_links(department_id)),
        indicators=indicators_of(lineage, min(today(), rating_day(year))) if full else {},
        now=stars_now("department", [department_id], today()).get(department_id),
        **decided(department_id, found.history if found else []),
        **(_rated(found, department_id, year) if found else {"history": [], "trend": []}),
    )


def _rated(found: queries.Profile, department_id: int, year: int) -> dict[str, Any]:
    told = story(found.row, found.told)
    return {
        "entries": queries.last_entries(found.told, year),
        "moving": sum(1 for line in found.told.counted if line.step == "entry" and line.effect),
        "advice": told.advice if told else None,
        "history": _history(found.history, department_id),
        "trend": _trend(found),
        "goal": found.scale[-1] if found.scale else None,
    }


def _trend(found: queries.Profile) -> list[tuple[int, Decimal]]:
    """The scores of all years until this one, the oldest first."""
    points = {one.year: one.score for one in found.history if one.year <= found.row.year}
    return sorted({**points, found.row.year: found.row.score}.items())


def _links(department_id: int) -> Iterator[tuple[str, str, Saying]]:
    for endpoint, name, picture, words in LINKS:
        if may_see(endpoint, department_id=department_id):
            yield url_for(endpoint, **{name: department_id}), picture, words


def _certificate(history: list[queries.Award], department_id: int) -> str:
    seen = may_see("certificates.show", department_id=department_id)
    paper = queries.certificate_of(history) if seen else None
    return url_for("certificates.show", certificate_id=paper) if paper else ""


def _history(awards: list[queries.Award], department_id: int) -> list[dict[str, Any]]:
    address = {one.year: _address("ratings.show", subject_id=department_id, year=one.year) for one in awards}
    return [{**asdict(one), "address": address[one.year]} for one in awards]


def _members(department_id: int, year: int) -> Iterator[dict[str, Any]]:
    appointed = departments.grid_members_of(department_id, rating_day(year))
    ids = frozenset(one.staff_id for one in appointed)
    stars = {one.subject_id: one for one in standings("grid", year, Scope(False, subjects=ids))}
    reports = {one.staff.id: one.cells for one in coverage(year, [department_id]).people}
    for one in appointed:
        cells = reports.get(one.staff_id, {})
        handed = sum(cells.get(cell, 0) for cell in HANDED_IN)
        yield {
            "name": one.staff.name,
            "duty": DUTIES[one.duty],
            "tier": TIERS[one.tier],
            "title": one.staff.title,
            "stars": stars[one.staff_id].stars if one.staff_id in stars else None,
            "reports": (handed, handed + cells.get("missing", 0)),
            "address": _member_address(one.staff_id, department_id, year),
        }


def _member_address(staff_id: int, department_id: int, year: int) -> str:
    seen = reach().everything or staff_id == asker().staff_id or department_id in asker().departments
    return _address("ratings.grid_show", subject_id=staff_id, year=year) if seen else ""


def _address(endpoint: str, **values: int) -> str:
    return url_for(endpoint, **values) if may(endpoint) else ""
