"""The desk: what waits for the asker, the own ratings, the hospital in figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hospital_integrity.access import Asker, asker, may, reach
from hospital_integrity.clock import today
from hospital_integrity.departments.queries import departments_by_id
from hospital_integrity.home import queries
from hospital_integrity.home.views.blueprint import bp, fresh
from hospital_integrity.home.views.inbox import remember
from hospital_integrity.ledger.queries import listed, page_of
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.queries import Scope, rated_years, standings
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.saying import say
from hospital_integrity.rules.scale import tone

SHOWN = 8
SHOWS = {"department": "home.department", "grid": "ratings.grid_show", "staff": "home.person"}
SHORTCUTS = (
    ("scoring.index", "list-check", say("填写评分表")),
    ("scoring.marks", "mood-check", say("录入测评")),
    ("ledger.list", "clipboard-list", say("台账")),
    ("ratings.list", "star", say("科室星级")),
    ("ratings.staff_list", "heart-handshake", say("医德考评结果")),
    ("grid.duties", "report", say("我的履职")),
    ("grid.coverage", "sitemap", say("网格覆盖")),
    ("departments.staff_upload", "table-import", say("导入人员名册")),
    ("board.index", "award", say("红黑榜")),
    ("home.overdue", "calendar-event", say("逾期督办")),
    ("policy.list", "book-2", say("评分办法")),
    ("certificates.list", "certificate", say("证书")),
    ("closing.index", "gavel", say("年度结算")),
    ("home.mine", "user", say("我的档案")),
)


@bp.get("/")
def desk() -> str:
    """What waits, what moved, and where to go."""
    person, year = asker(), today().year
    told: dict[str, Any] = {}
    if rated_years():
        fresh(year, "department", "staff", "grid")
        told = _told(person, edition_of(year), year)
    tasks = queries.waiting(person)
    remember(tasks)
    return render_template("home/desk.html", day=today(), year=year, waiting=tasks, shortcuts=SHORTCUTS, **told)


@bp.get("/me")
def mine() -> ResponseReturnValue:
    """One's own page; whoever is no member of staff has only the desk."""
    me = asker().staff_id
    return redirect(url_for("home.desk") if me is None else url_for("home.person", staff_id=me))


def _told(person: Asker, edition: Edition, year: int) -> dict[str, Any]:
    told: dict[str, Any] = {"mine": list(_mine(person, edition, year)), "recent": _recent(edition, year)}
    if reach().everything:
        told["overview"] = queries.overview(edition, year)
        told["leaders"] = queries.leaders(year)
    return told


def _mine(person: Asker, edition: Edition, year: int) -> Iterator[dict[str, Any]]:
    about_me = Scope(False, subjects=frozenset({person.staff_id or 0}))
    scopes = {"staff": about_me, "grid": about_me, "department": Scope(False, person.home | person.departments)}
    for kind, scope in scopes.items():
        for row in standings(kind, year, scope) if kind in edition.schemes else []:
            scheme = edition.schemes[kind]
            key = "staff_id" if kind == "staff" else "department_id" if kind == "department" else "subject_id"
            yield {
                "title": row.name if kind == "department" else scheme.name,
                "period": say("%(year)s 年度", year=year),
                "stars": None if kind == "staff" else row.stars,
                "level_name": row.level_name,
                "tone": tone(scheme, scheme.level_by_key[row.level]),
                "score": row.score,
                "address": url_for(SHOWS[kind], **{key: row.subject_id}) if may(SHOWS[kind]) else "",
            }


def _recent(edition: Edition, year: int) -> list[dict[str, Any]]:
    if not may("ledger.list") or not (reach().everything or reach().departments):
        return []
    within = None if reach().everything else reach().departments
    rows, _ = page_of(listed(year, department_ids=within), 1, SHOWN)
    places = departments_by_id({entry.department_id for entry, _ in rows})
    return [
        {
            "at": entry.recorded_at,
            "text": say(
                "%(item)s · %(place)s", item=edition.items[entry.item].name, place=places[entry.department_id].name
            ),
            "address": url_for("ledger.show", entry_id=entry.id) if may("ledger.show") else "",
            "undone": undone is not None,
        }
        for entry, undone in rows
    ]
