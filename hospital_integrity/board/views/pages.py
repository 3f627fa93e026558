"""What every member of staff sees: the board of a stretch of time, for the screen, for paper and as data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from flask import Response, abort, render_template, request
from flask_babel import get_locale
from markupsafe import Markup

from hospital_integrity.access import asker, reach
from hospital_integrity.board import queries
from hospital_integrity.board.queries import Board, Card, Revision, Wanted, kept, revision
from hospital_integrity.board.queries.clarifying import shown_clarifications
from hospital_integrity.board.views.blueprint import asked_number, bp
from hospital_integrity.clock import today
from hospital_integrity.rules.board import COLOURS, KINDS
from hospital_integrity.rules.board_period import Stretch, offered, quarter_of, read_stretch
from hospital_integrity.rules.register import CATEGORIES
from hospital_integrity.rules.saying import Saying, say

SIZE, PRINTED, MOST = 20, 500, 5000
Counted = dict[tuple[str, str], int]


@bp.get("/board")
def index() -> str:
    """Red and black side by side, or as plain lists for the printer."""
    wanted, printed, mark = _wanted(), request.args.get("view") == "print", revision()
    board = shown(mark, wanted, max(1, asked_number("page", 1)), PRINTED if printed else SIZE)
    person = asker().staff_id
    return render_template(
        "board/print.html" if printed else "board/index.html",
        **heading(mark, wanted.stretch),
        red=board.red if printed else _drawn(mark, board.red),
        black=board.black if printed else _drawn(mark, board.black),
        page=board,
        wanted=wanted,
        pools=CATEGORIES,
        best=None if printed else kept(mark, "best", lambda: queries.best(today())),
        office=not reach().masked,
        day=today(),
        mine=queries.cards(queries.own(person), by_name=lambda row: True) if person and not printed else [],
    )


@bp.get("/board/data")
def data() -> Response:
    """Everything that is shown, masked as it is there, as JSON: for a portal or a sheet of the hospital's own."""
    wanted = replace(_wanted(), archive=False)
    return Response(kept(revision(), ("data", *wanted.key), lambda: _as_data(wanted)), mimetype="application/json")


def shown(mark: Revision, wanted: Wanted, page: int, size: int) -> Board:
    """A page of the board; what it says is the same for every reader, so it is read once for all of them."""
    return kept(mark, ("page", *wanted.key, page, size), lambda: queries.board_page(wanted, page, size))


def _drawn(mark: Revision, cards: list[Card]) -> Markup:
    # Most of the page's work. It holds no name that another reader may not see, and nothing of the reader's own.
    key = ("drawn", str(get_locale()), request.script_root, tuple(card.id for card in cards))
    return kept(mark, key, lambda: Markup(render_template("board/column.html", entries=cards) if cards else ""))


def stretch_asked() -> Stretch:
    """The stretch of time in the address, or this quarter; 404 when it is none or hasn't begun."""
    found = read_stretch(request.args.get("period") or quarter_of(today()))
    if found is None or found.first > today():
        abort(404)
    return found


def heading(mark: Revision, stretch: Stretch) -> dict[str, Any]:
    """What stands above the board: the switch of periods, and what the period comes to."""
    choices = offered(today())
    counted = kept(mark, ("kinds", stretch.value), lambda: queries.kinds_of(Wanted(stretch)))
    return {
        "periods": [(one.value, one.name) for one in (choices if stretch in choices else [stretch, *choices])],
        "period": stretch.value,
        "period_name": stretch.name,
        "figures": _figures(counted),
        "clarified": kept(mark, "clarified", shown_clarifications),
        "distribution": _distribution(counted),
    }


def _wanted() -> Wanted:
    kind, pool = request.args.get("kind", ""), request.args.get("pool", "")
    if (kind and not any(kind in kinds for kinds in KINDS.values())) or (pool and pool not in CATEGORIES):
        abort(404)
    return Wanted(stretch_asked(), kind, pool, archive=not reach().masked and "archive" in request.args)


def _figures(counted: Counted) -> list[tuple[int, Saying]]:
    def total(wanted: str) -> int:
        return sum(number for (colour, _), number in counted.items() if colour == wanted)

    return [(total("red"), say("红榜记录")), (total("black"), say("黑榜记录"))]


def _distribution(counted: Counted) -> list[tuple[str, Saying, int]]:
    return [
        (colour, name, counted[colour, kind])
        for colour, kinds in KINDS.items()
        for kind, name in kinds.items()
        if (colour, kind) in counted
    ]


def _as_data(wanted: Wanted) -> str:
    entries = [_plain(card) for card in queries.all_cards(wanted, MOST)]
    told = {"period": wanted.stretch.value, "day": today().isoformat(), "count": len(entries), "entries": entries}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _plain(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "colour": str(COLOURS[card.colour]),
        "kind": str(card.tag),
        "subject": card.subject,
        "department": card.department,
        "title": card.title,
        "text": card.summary,
        "clause": card.clause,
        "points": None if card.points is None else str(card.points),
        "day": card.day.isoformat(),
        "from": card.shown_from and card.shown_from.isoformat(),
        "to": card.shown_to and card.shown_to.isoformat(),
        "amended": card.amended,
    }
