"""What a draft or another edition would make of a year: looked at, taken away, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask_babel import gettext

from hospital_integrity.access import asker, may
from hospital_integrity.clock import today
from hospital_integrity.db import db
from hospital_integrity.paging import SIZE, Page
from hospital_integrity.policy import queries as policy
from hospital_integrity.ratings import operations, queries
from hospital_integrity.ratings.sheet import trial_workbook
from hospital_integrity.ratings.views.blueprint import KINDS, bp, fresh, years
from hospital_integrity.rules.saying import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORDER = ("department", "grid", "staff")


@dataclass(frozen=True)
class Tried:
    """What is tried: its value in the address, its name, its text, the year it is meant for, where it is read."""

    value: str
    name: str
    text: str
    year: int
    address: str


@bp.get("/what-if")
def what_if() -> str:
    """Old star beside new star, department by department."""
    known = _choices()
    chosen = _chosen(known)
    if chosen is None:
        return render_template("ratings/what_if.html", choices=[], chosen=None)
    year, kind = _year(chosen), _kind()
    fresh(kind, year)
    found = queries.trial(kind, year, chosen.text)
    moves = [] if found is None else [one for one in found.moves if one.direction != "level" or _all()]
    number = max(request.args.get("page", 1, int), 1)
    page = Page(moves[(number - 1) * SIZE : number * SIZE], number, len(moves))
    return render_template(
        "ratings/what_if.html",
        choices=known,
        chosen=chosen,
        year=year,
        years=years(),
        kind=kind,
        kinds=[(KINDS[one].title, _address(chosen, year, one), one == kind) for one in ORDER],
        trial=found,
        page=page,
        export=url_for("ratings.what_if_export", **_query(chosen, year, kind)) if _may_export() else "",
    )


@bp.post("/what-if/export")
def what_if_export() -> Response:
    """The same as a spreadsheet: an event in the journal, because it holds names."""
    chosen = _chosen(_choices()) or abort(404)
    year, kind = _year(chosen), _kind()
    operations.refresh(kind, year)
    found = queries.trial(kind, year, chosen.text) or abort(404)
    event = operations.note_export(kind, year, len(found.moves))
    mark = say(
        "%(name)s 于 %(day)s 导出，日志第 %(event)s 号；内部资料，不得外传", name=asker().name, day=today(), event=event
    )
    body = trial_workbook(found, mark)
    db.session.commit()
    named = {"Content-Disposition": f"attachment; filename=what-if-{kind}-{year}.xlsx"}
    return Response(body, mimetype=XLSX, headers=named)


def _may_export() -> bool:
    return may("ratings.what_if_export", "POST")


def _choices() -> list[Tried]:
    drafts = policy.drafts() if may("policy.draft") else []
    found = [_draft(row) for row in drafts]
    return found + [_edition(row) for row in policy.editions()]


def _draft(row: Any) -> Tried:
    words = gettext("草稿《%(title)s》第 %(n)s 稿", title=row.title, n=row.version)
    return Tried(f"d{row.id}", words, row.text, 0, url_for("policy.draft", draft_id=row.id))


def _edition(row: Any) -> Tried:
    words = gettext("%(year)s 年《%(title)s》", year=row.year, title=row.title)
    return Tried(str(row.id), words, row.text, row.year, url_for("policy.show", edition_id=row.id))


def _chosen(known: list[Tried]) -> Tried | None:
    wanted = request.args.get("of", "")
    return next((one for one in known if one.value == wanted), known[0] if known else None)


def _year(chosen: Tried) -> int:
    """The year in the address, else the one before the running one, where an edition rules it."""
    known, wanted = years(), request.args.get("year", type=int)
    return wanted if wanted in known else known[min(1, len(known) - 1)]


def _kind() -> str:
    wanted = request.args.get("kind", "")
    return wanted if wanted in ORDER else ORDER[0]


def _all() -> bool:
    return bool(request.args.get("all"))


def _query(chosen: Tried, year: int, kind: str) -> dict[str, Any]:
    return {"of": chosen.value, "year": year, "kind": kind}


def _address(chosen: Tried, year: int, kind: str) -> str:
    return url_for("ratings.what_if", **_query(chosen, year, kind))
