"""One subject: points per heading, parts, total, level, and why, line by line."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from hospital_integrity.access import asker, may, may_see, reach
from hospital_integrity.awards import queries as awards
from hospital_integrity.ratings import queries
from hospital_integrity.ratings.models import Standing
from hospital_integrity.ratings.views.blueprint import KINDS, SUBJECT, asked_year, bp, fresh, scope, years
from hospital_integrity.ratings.views.rows import row_of
from hospital_integrity.rules.appraisal import Links
from hospital_integrity.rules.saying import Saying, say
from hospital_integrity.rules.scale import scale


@bp.get(f"/departments/{SUBJECT}")
def show(subject_id: int) -> str:
    """A department's star."""
    return _show("department", subject_id)


@bp.get(f"/grid/{SUBJECT}")
def grid_show(subject_id: int) -> str:
    """A grid member's star."""
    return _show("grid", subject_id)


@bp.get(f"/staff/{SUBJECT}")
def staff_show(subject_id: int) -> str:
    """A staff member's grade."""
    return _show("staff", subject_id)


def _show(kind: str, subject_id: int) -> str:
    known = years()
    year = asked_year(known)
    fresh(kind, year)
    row = queries.standing(kind, year, subject_id)
    if row is None:
        return _unrated(kind, year, known, subject_id)
    if not scope(kind).holds(row.department_id, subject_id):
        abort(404)
    return render_template("ratings/show.html", **_switch(kind, year, known), **_told(row))


def _switch(kind: str, year: int, known: list[int]) -> dict[str, Any]:
    return {"kind": kind, "kind_name": KINDS[kind].title, "year": year, "years": [(one, str(one)) for one in known]}


def _told(row: Standing) -> dict[str, Any]:
    told, full = queries.explain(row), _sees_evidence(row)
    subject, story = row_of(told.scheme, row), queries.story(row, told)
    return {
        "trail": [*_trail(row.subject_kind, row.year), (subject.name, "")],
        "subject": subject,
        "rating": row,
        "told": told,
        "story": story,
        "frozen": _frozen(told.award),
        "policy": _edition_address(told.edition_id),
        "scale": [(one.tone, one.name, one.begins) for one in scale(told.scheme)],
        **_reasons(row, told, story),
        "full": full,
        "export": _account_address(row) if full else "",
        "entry_endpoint": "ledger.show" if full and _sees_entries(row) else "",
        "history": awards.timeline(row.subject_kind, [row.subject_id]),
        "star_page": _star_page(row),
        "links": _links(row),
        "level_names": {level.key: level.name for level in told.scheme.levels},
    }


def _links(row: Standing) -> Links | None:
    """What a grade means elsewhere: it tells of sanctions, so it is for the person and the personnel office alone."""
    own = row.subject_id == asker().staff_id
    if row.subject_kind != "staff" or not (own or may("ratings.staff_links")):
        return None
    return queries.links_of(row.year, [row])[row.subject_id]


def _star_page(row: Standing) -> tuple[Saying, str] | None:
    """The way to the stars over the years, where there are stars and the asker may see them."""
    endpoint = {"department": "awards.stars", "grid": "awards.grid_stars"}.get(row.subject_kind, "")
    own = row.subject_id if row.subject_kind == "grid" else None
    if not endpoint or not may_see(endpoint, department_id=row.department_id, staff_id=own):
        return None
    return say("历年星级"), url_for(endpoint, subject_id=row.subject_id)


def _reasons(row: Standing, told: queries.Explanation, story: queries.Story | None) -> dict[str, Any]:
    """One page of the entries' lines, of the whole year or of the term in the address."""
    term = request.args.get("term", 0, int)
    asked = term if story and 1 <= term <= len(story.terms) else 0
    lines = story.of_term(asked, told.counted) if story and asked else told.counted
    return {"reasons": queries.reasons_page(lines, row.year, request.args.get("page", 1, int)), "term": asked}


def _account_address(row: Standing) -> str:
    endpoint = KINDS[row.subject_kind].account
    return url_for(endpoint, subject_id=row.subject_id, year=row.year) if may(endpoint, "POST") else ""


def _sees_evidence(row: Standing) -> bool:
    # A department's star is for its staff to see; what exactly a colleague did is for its head and the office.
    far = reach()
    own = row.subject_kind != "department" and row.subject_id == far.staff_id
    return own or (far.everything and not far.masked) or row.department_id in asker().departments


def _trail(kind: str, year: int) -> list[tuple[Saying | str, str]]:
    return [(KINDS[kind].title, url_for(KINDS[kind].list, year=year) if may(KINDS[kind].list) else "")]


def _frozen(award: awards.Award | None) -> Saying | None:
    if award is None:
        return None
    return say("%(document)s，%(day)s", document=award.closing.document_no, day=award.closing.decided_on)


def _edition_address(edition_id: int) -> str:
    return url_for("policy.show", edition_id=edition_id) if may("policy.show") else ""


def _unrated(kind: str, year: int, known: list[int], subject_id: int) -> str:
    unrated = queries.why_unrated(year, subject_id) if kind == "staff" else None
    if unrated is None or not scope(kind).holds(unrated.department_id, subject_id):
        abort(404)
    switch = _switch(kind, year, known)
    return render_template("ratings/unrated.html", **switch, trail=_trail(kind, year), unrated=unrated)


def _sees_entries(row: Standing) -> bool:
    staff_id = None if row.subject_kind == "department" else row.subject_id
    return may_see("ledger.show", department_id=row.department_id, staff_id=staff_id)
