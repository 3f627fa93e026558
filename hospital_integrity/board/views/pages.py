"""What every member of staff sees: the board of a stretch of time, for the screen, for paper and for the lobby."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from hospital_integrity.access import asker, reach
from hospital_integrity.board import queries
from hospital_integrity.board.views.blueprint import asked_number, bp
from hospital_integrity.clock import today
from hospital_integrity.rules.board import KINDS
from hospital_integrity.rules.board_period import Stretch, offered, quarter_of, read_stretch
from hospital_integrity.rules.saying import Saying, say

SIZE = 20
RED_IN_LOBBY, BLACK_IN_LOBBY, MOST_IN_LOBBY = 4, 3, 60
TURNS_A_PAGE, MOST_TURNS = 2, 1_000_000


@bp.get("/board")
def index() -> str:
    """Red and black side by side, or as plain lists for the printer."""
    stretch, page = _stretch(), max(1, asked_number("page", 1))
    printed = request.args.get("view") == "print"
    archive = not reach().masked and "archive" in request.args
    found = queries.board_page(stretch, page, 500 if printed else SIZE, archive=archive)
    person = asker().staff_id
    return render_template(
        "board/print.html" if printed else "board/index.html",
        **_heading(stretch),
        **_columns(found.items),
        page=found,
        archive=archive,
        office=not reach().masked,
        day=today(),
        mine=queries.cards(queries.own(person), by_name=lambda row: True) if person and not printed else [],
    )


@bp.get("/board/lobby")
def lobby() -> str:
    """The big screen: a few entries at a time, fetched anew every ten seconds, so what is withdrawn is gone by then."""
    stretch, turn = _stretch(), asked_number("turn")
    found = _columns(queries.board_page(stretch, 1, MOST_IN_LOBBY, archive=False).items)
    at = turn // TURNS_A_PAGE
    return render_template(
        "board/lobby.html",
        **_heading(stretch),
        red=_slice(found["red"], at, RED_IN_LOBBY),
        black=_slice(found["black"], at, BLACK_IN_LOBBY),
        asked=request.args.get("period") and stretch.value,
        following=(turn + 1) % MOST_TURNS,
        day=today(),
    )


def _stretch() -> Stretch:
    found = read_stretch(request.args.get("period") or quarter_of(today()))
    if found is None or found.first > today():
        abort(404)
    return found


def _heading(stretch: Stretch) -> dict[str, Any]:
    choices = offered(today())
    if stretch not in choices:
        choices = [stretch, *choices]
    counted = queries.kinds_of(stretch)
    return {
        "periods": [(one.value, one.name) for one in choices],
        "period": stretch.value,
        "period_name": stretch.name,
        "figures": _figures(counted),
        "distribution": [
            (colour, name, counted[colour, kind])
            for colour, kinds in KINDS.items()
            for kind, name in kinds.items()
            if (colour, kind) in counted
        ],
    }


def _figures(counted: dict[tuple[str, str], int]) -> list[tuple[int, Saying]]:
    def total(wanted: str) -> int:
        return sum(number for (colour, _), number in counted.items() if colour == wanted)

    return [(total("red"), say("红榜记录")), (total("black"), say("黑榜记录"))]


def _columns(rows: list[Any]) -> dict[str, list[queries.Card]]:
    cards = queries.cards(rows)
    return {colour: [card for card in cards if card.colour == colour] for colour in KINDS}


def _slice(cards: list[queries.Card], at: int, size: int) -> list[queries.Card]:
    pages = max(1, -(-len(cards) // size))
    return cards[at % pages * size :][:size]
