"""The big screen: for who is signed in, and for a registered screen, which has a link of its own and no account."""

from __future__ import annotations

from datetime import UTC
from ipaddress import ip_address
from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from hospital_integrity.board import operations, queries
from hospital_integrity.board.forms import ScreenForm
from hospital_integrity.board.queries import Wanted, revision
from hospital_integrity.board.views.blueprint import ID, asked_number, bp
from hospital_integrity.board.views.pages import heading, shown, stretch_asked
from hospital_integrity.clock import CHINA, now, today
from hospital_integrity.deeds import carried_out
from hospital_integrity.forms import Form
from hospital_integrity.rules.saying import say

RED, BLACK, MOST = 4, 3, 60
TURNS_A_PAGE, MOST_TURNS = 2, 1_000_000
SEEN = "board.screens_seen"
WEEKDAYS = (say("星期一"), say("星期二"), say("星期三"), say("星期四"), say("星期五"), say("星期六"), say("星期日"))


@bp.get("/board/lobby")
def lobby() -> str:
    """A few entries at a time, fetched anew every eight seconds: what is withdrawn is gone within ten."""
    return _shown(lambda **query: url_for("board.lobby", **query))


@bp.get("/board/screen/<token>")
def screen(token: str) -> str:
    """The same for a registered screen, as long as its link isn't ended; only inside the hospital's network."""
    found = queries.screen_of(token) if _inside() else None
    if found is None:
        abort(404)
    # When a screen last asked is told from memory: a restart forgets it, and nothing is written by looking.
    current_app.extensions.setdefault(SEEN, {})[found.id] = now()
    return _shown(lambda **query: url_for("board.screen", token=token, **query))


@bp.get("/board/screens")
def screens() -> str:
    """The registered screens, when each last asked, and the form for a new one."""
    return _list(ScreenForm(formdata=None))


@bp.post("/board/screens")
def register_screen() -> ResponseReturnValue:
    """A new screen; its link is shown once."""
    form, made = ScreenForm(), []
    status = carried_out(form, lambda: made.append(operations.register_screen(form.nonce.data, form.place.data)))
    if status != 303:
        return _list(form), status
    row, token = made[0]
    return _list(ScreenForm(formdata=None), (row.place, url_for("board.screen", token=token, _external=True)))


@bp.post(f"/board/screens/{ID}/end")
def end_screen(id: int) -> ResponseReturnValue:
    """End the link of a screen."""
    if queries.screen(id) is None:
        abort(404)
    form = Form()
    status = carried_out(form, lambda: operations.end_screen(id))
    if status != 303:
        return _list(ScreenForm(formdata=None), refused=form), status
    flash(gettext("链接已停用，屏幕在十秒内不再显示"))
    return redirect(url_for("board.screens"), 303)


def _inside() -> bool:
    """Whether the request comes from a private address; a reverse proxy mustn't pass /board/screen on from outside."""
    try:
        return ip_address(request.remote_addr or "").is_private
    except ValueError:
        return False


def _list(form: ScreenForm, link: tuple[str, str] | None = None, refused: Form | None = None) -> str:
    return render_template(
        "board/screens.html",
        form=form,
        link=link,
        refused=refused,
        button=Form(formdata=None),
        screens=queries.screens(),
        seen=current_app.extensions.get(SEEN, {}),
    )


def _shown(address: Any) -> str:
    stretch, turn, mark = stretch_asked(), asked_number("turn"), revision()
    board = shown(mark, Wanted(stretch), 1, MOST)
    at = turn // TURNS_A_PAGE
    pages = max(_pages(board.red, RED), _pages(board.black, BLACK))
    asked = stretch.value if request.args.get("period") else None
    return render_template(
        "board/lobby.html",
        **heading(mark, stretch),
        red=_slice(board.red, at, RED),
        black=_slice(board.black, at, BLACK),
        place=at % pages + 1,
        pages=pages,
        next=address(period=asked, turn=(turn + 1) % MOST_TURNS),
        day=today(),
        weekday=WEEKDAYS[today().weekday()],
        clock=f"{now().replace(tzinfo=UTC).astimezone(CHINA):%H:%M}",
    )


def _pages(cards: list[queries.Card], size: int) -> int:
    return max(1, -(-len(cards) // size))


def _slice(cards: list[queries.Card], at: int, size: int) -> list[queries.Card]:
    return cards[at % _pages(cards, size) * size :][:size]
