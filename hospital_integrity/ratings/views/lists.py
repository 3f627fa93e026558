"""Lists of standings, one for each kind: who is allowed to see which is a matter of permissions.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import render_template, request, url_for

from hospital_integrity.access import may, reach
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings import queries
from hospital_integrity.ratings.views.blueprint import KINDS, asked_year, bp, fresh, scope, sought, years
from hospital_integrity.ratings.views.rows import row_of
from hospital_integrity.rules.register import CATEGORIES, TIERS
from hospital_integrity.rules.scale import tone
from hospital_integrity.rules.scheme import Scheme
from hospital_integrity.rules.transition import GAINED, KEPT, LOWERED, NAMES, NONE, RAISED, REMOVED

NAMES_OF_STARS = {move: NAMES[move] for move in (GAINED, RAISED, KEPT, LOWERED, REMOVED, NONE)}


@bp.get("", endpoint="list")
def departments() -> str:
    """Departments with their stars, by pool."""
    return _list("department")


@bp.get("/grid", endpoint="grid_list")
def grid() -> str:
    """Grid members with their stars."""
    return _list("grid")


@bp.get("/staff", endpoint="staff_list")
def staff() -> str:
    """Staff with their grades."""
    return _list("staff")


@bp.get("/staff/not-rated")
def not_rated() -> str:
    """Staff who aren't assessed in a year, each with the reason."""
    known = years()
    year, allowed = asked_year(known), scope("staff")
    found = [one for one in queries.who_is_rated("staff", year)[1] if allowed.holds(one.department_id, one.staff_id)]
    trail = [(KINDS["staff"].title, url_for("ratings.staff_list", year=year))]
    switch = {"year": year, "years": [(one, str(one)) for one in known]}
    return render_template("ratings/not_rated.html", **switch, people=found, trail=trail, hidden=reach().masked)


def _list(kind: str) -> str:
    known = years()
    year, wanted = asked_year(known), sought()
    sort = request.args.get("sort") if request.args.get("sort") in queries.ORDERS else "-score"
    scheme = edition_of(year).schemes.get(kind)
    fresh(kind, year)
    found = _found(scheme, kind, year, wanted, sort) if scheme else {}
    return render_template(
        "ratings/list.html",
        kind=kind,
        kinds=[(one.title, url_for(one.list, year=year), one.key == kind) for one in KINDS.values() if may(one.list)],
        years=[(one, str(one)) for one in known],
        year=year,
        wanted=wanted,
        pools=CATEGORIES if kind != "grid" else TIERS,
        moves={} if kind == "staff" else NAMES_OF_STARS,
        sort=sort,
        scheme=scheme,
        others=url_for("ratings.not_rated", year=year) if kind == "staff" and may("ratings.not_rated") else "",
        export=url_for(KINDS[kind].export, **{**request.args, "year": year, "page": None})
        if may(KINDS[kind].export, "POST")
        else "",
        **found,
    )


def _found(scheme: Scheme, kind: str, year: int, wanted: queries.Sought, sort: str) -> Mapping[str, Any]:
    allowed = scope(kind)
    spread = distribution(scheme, queries.spread(kind, year, allowed))
    if kind == "department":
        rows = [row_of(scheme, one) for one in queries.standings(kind, year, allowed, wanted, sort)]
        pools = {pool: [row for row in rows if row.pool == words] for pool, words in CATEGORIES.items()}
        groups = [(CATEGORIES[pool], members) for pool, members in pools.items() if members]
        return {"groups": groups, "page": None, "distribution": spread}
    page = queries.page_of(kind, year, allowed, wanted, sort, request.args.get("page", 1, int))
    return {"rows": [row_of(scheme, one) for one in page.items], "page": page, "distribution": spread}


def distribution(scheme: Scheme, counts: Mapping[str, int]) -> Iterable[tuple[int, str, int]]:
    """How the levels are spread, best first: tone, name, number."""
    return [(tone(scheme, level), level.name, counts.get(level.key, 0)) for level in scheme.levels]
