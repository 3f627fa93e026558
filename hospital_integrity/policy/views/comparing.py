"""Two editions, or a draft and an edition, beside each other: the differences marked, or everything."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask_babel import gettext

from hospital_integrity.access import may
from hospital_integrity.policy import queries
from hospital_integrity.policy.sheet import STATES, comparison_workbook
from hospital_integrity.policy.views.blueprint import bp
from hospital_integrity.rules.edition import Edition, parse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Choice:
    """Something that can be compared: its value in the address, its name, where it is read, and what it says."""

    value: str
    name: str
    address: str
    edition: Edition


@bp.get("/compare")
def compare() -> str:
    """The differences of two editions in words."""
    known, left, right = _asked()
    if left is None or right is None:
        return render_template("policy/compare.html", choices=known, left=None, right=None, groups=[], counts={})
    found = queries.compared(left.edition, right.edition)
    shown = found if request.args.get("all") else queries.differing(found)
    groups = [(group, list(those)) for group, those in groupby(shown, key=lambda one: one.group)]
    told = {"counts": queries.counted(found), "groups": groups, "states": STATES}
    return render_template("policy/compare.html", choices=known, left=left, right=right, **told)


@bp.get("/compare.xlsx")
def compare_sheet() -> Response:
    """The same as a spreadsheet, everything in it."""
    _known, left, right = _asked()
    if left is None or right is None:
        abort(404)
    body = comparison_workbook(left.name, right.name, queries.compared(left.edition, right.edition))
    named = {"Content-Disposition": f"attachment; filename={left.edition.code}-{right.edition.code}.xlsx"}
    return Response(body, mimetype=XLSX, headers=named)


def _asked() -> tuple[list[Choice], Choice | None, Choice | None]:
    """What can be compared, and the two that are: by default the newest edition and what comes before or after it."""
    known = _choices()
    by_value = {choice.value: choice for choice in known}
    right = by_value.get(request.args.get("right", ""), known[0] if known else None)
    others = [choice for choice in known if right and choice.value != right.value]
    left = by_value.get(request.args.get("left", ""), others[0] if others else right)
    return known, left, right


def _choices() -> list[Choice]:
    drafts = queries.drafts() if may("policy.draft") else []
    found = [Choice(f"d{row.id}", _draft_name(row), _draft_address(row), parse(row.text)) for row in drafts]
    rows = [*queries.editions(), *queries.withdrawn()]
    return found + [Choice(str(row.id), _name(row), _address(row), queries.edition_in(row)) for row in rows]


def _draft_name(row: Any) -> str:
    words: str = gettext("草稿《%(title)s》第 %(n)s 稿", title=row.title, n=row.version)
    return words


def _name(row: Any) -> str:
    words: str = gettext("%(year)s 年《%(title)s》", year=row.year, title=row.title)
    return words


def _draft_address(row: Any) -> str:
    return url_for("policy.draft", draft_id=row.id)


def _address(row: Any) -> str:
    return url_for("policy.show", edition_id=row.id)
