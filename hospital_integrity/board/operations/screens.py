"""Registering a screen and ending its link."""

from __future__ import annotations

import secrets

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.accounts.queries import digest
from hospital_integrity.board import queries
from hospital_integrity.board.models import BoardScreen, BoardScreenEnd
from hospital_integrity.db import db
from hospital_integrity.journal.operations import note
from hospital_integrity.rules.saying import Refused, Stale


def register_screen(nonce: str, place: str) -> tuple[BoardScreen, str]:
    """A new screen and the token of its link, which is kept nowhere: only its hash is."""
    if queries.screen_by_nonce(nonce) is not None:
        raise Stale("这块屏幕刚才已经登记，链接只显示一次；没有记下就停用它，再登记一次")
    token = secrets.token_urlsafe(32)
    row = BoardScreen(
        nonce=nonce,
        place=place,
        token_hash=digest(token),
        registered_by=asker().account_id,
        registered_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    note("board.screen_registered", [("board_screens", row.id)])
    return row, token


def end_screen(id: int) -> None:
    """The link of this screen opens nothing from its next turn on."""
    row = queries.screen(id)
    if row is None:
        raise Refused("找不到这块屏幕")
    if row.end is not None:
        raise Stale("这块屏幕的链接已经停用")
    db.session.add(BoardScreenEnd(screen_id=id, ended_by=asker().account_id, ended_at=clock.now()))
    db.session.flush()
    note("board.screen_ended", [("board_screens", id)])
