"""The board with a thousand entries: the page beside an empty one of ours, its rows as data beside CTFd's."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import Context
from datetime import datetime, timedelta

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import select

from bench import peers
from bench.measure import Row, least
from bench.stage import hospital
from hospital_integrity.accounts.models import Account
from hospital_integrity.accounts.operations import start_session
from hospital_integrity.board.models import BoardEntry, BoardStep
from hospital_integrity.db import db
from hospital_integrity.demo import operations as demonstration
from hospital_integrity.ledger.models import LedgerEntry

NOW = datetime(2026, 11, 20, 4, 0)
TIMES, ENTRIES = 40, 1000
EMPTY = '{% extends "base.html" %}{% block title %}{% endblock %}'


def rows() -> Iterator[Row]:
    """Through the test client of both: what a server adds is the same for both and left out."""
    with hospital(NOW) as app:
        demonstration.make(200, 20)
        _fill()
        client = _signed_in(app)
        _add_empty_page(app)
        yield _page(client)
        yield from _as_data(app, client)


def _page(client: FlaskClient) -> Row:
    empty = _each(client, "/bench-empty")
    ours = _each(client, "/board")
    page = Context().run(client.get, "/board")
    stories, size = page.text.count('<li class="story">'), len(page.data) / 1024
    note = f"{ENTRIES} on the board, {stories} to a page of {size:.0f} KB; per request, once warm"
    return Row("the board page, a signed-in member of staff", "a signed-in empty page", empty, ours, "≤ 3", note)


def _as_data(app: Flask, client: FlaskClient) -> Iterator[Row]:
    cold, warm = peers.ctfd()
    answer = Context().run(client.get, "/board/data")
    note = f"{answer.json['count']} rows, {len(answer.data) / 1024:.0f} KB; {peers.NOTE}"
    ours = least(lambda: _afresh(app, client))
    yield Row("the board's rows as data, cold", "CTFd 3.8's scoreboard as data, cold", cold, ours, "≤ 0.25", note)
    ours = _each(client, "/board/data")
    yield Row("the board's rows as data, warm", "CTFd 3.8's scoreboard as data, warm", warm, ours, "≤ 0.5", note)


def _each(client: FlaskClient, address: str) -> float:
    """Per request. A context of its own, as each request of a server has: nothing of the outer one is reused."""
    Context().run(_ask, client, address, 2)
    return least(lambda: Context().run(_ask, client, address, TIMES)) / TIMES


def _ask(client: FlaskClient, address: str, times: int) -> None:
    for _ in range(times):
        answer = client.get(address)
    assert answer.status_code == 200, answer.status


def _afresh(app: Flask, client: FlaskClient) -> None:
    app.extensions.pop("board.shelf", None)
    Context().run(_ask, client, "/board/data", 1)


def _fill() -> None:
    """Put a thousand entries of the ledger on the board, as they were before there was a notice."""
    facts = db.session.scalars(select(LedgerEntry).where(LedgerEntry.staff_id.is_not(None)).limit(ENTRIES)).all()
    taken = set(db.session.scalars(select(BoardEntry.entry_id)))
    author, other = db.session.scalars(select(Account.id).order_by(Account.id).limit(2))
    found = [_entry(fact, author, other) for fact in facts if fact.id not in taken]
    db.session.add_all(found)
    db.session.flush()
    db.session.add(BoardStep(board_entry_id=found[0].id, verb="published", actor_id=other, at=NOW, content={}))
    db.session.commit()


def _entry(fact: LedgerEntry, author: int, other: int) -> BoardEntry:
    red = fact.id % 3 > 0
    return BoardEntry(
        nonce=f"bench-{fact.id}",
        colour="red" if red else "black",
        kind="letter" if red else "inspection",
        entry_id=fact.id,
        staff_id=fact.staff_id,
        department_id=fact.department_id,
        item=fact.item,
        happened_on=fact.happened_on,
        basis="登记表",
        title="收到患者表扬信",
        text="主动帮助行动不便的老人办理手续，家属来信表扬。",
        flow="short",
        state="published",
        drafted_by=author,
        drafted_at=NOW,
        decided_by=other,
        shown_from=NOW.date() - timedelta(days=fact.id % 20),
        shown_to=NOW.date() + timedelta(days=30),
    )


def _add_empty_page(app: Flask) -> None:
    matrix = app.extensions["access"]
    app.extensions["access"] = {**matrix, ("bench_empty", "GET"): matrix["board.index", "GET"]}
    app.add_url_rule("/bench-empty", "bench_empty", lambda: render_template_string(EMPTY))


def _signed_in(app: Flask) -> FlaskClient:
    owner = db.session.scalars(select(Account).where(~Account.grants.any()).order_by(Account.id)).first()
    token, _ = start_session(owner)
    db.session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client
