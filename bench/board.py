"""The board as a signed-in reader gets it, beside a Flask page that says hello."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import Context
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bench.measure import Row, least
from bench.stage import hospital
from hospital_integrity.accounts.models import Account
from hospital_integrity.accounts.operations import start_session
from hospital_integrity.db import db
from hospital_integrity.demo import operations as demonstration

NOW = datetime(2026, 11, 20, 4, 0)
TIMES = 60


def rows() -> Iterator[Row]:
    """Through the test client of both: what a server adds is the same for both and left out."""
    with hospital(NOW) as app:
        demonstration.make(200, 20)
        client = _signed_in(app)
        # A context of its own, as each request of a server has: nothing of the outer one is reused.
        ours = least(lambda: Context().run(_ask, client, "/board")) / TIMES
        page = Context().run(client.get, "/board")
        assert page.status_code == 200, page.status
        stories, size = page.get_data(as_text=True).count('<li class="story">'), len(page.data) / 1024
        note = f"{stories} entries, {size:.0f} KB; per request"
        yield Row("the board page, signed in", "a bare Flask page", _bare(), ours, note=note)


def _signed_in(app: Flask) -> FlaskClient:
    owner = db.session.scalars(select(Account).order_by(Account.id)).first()
    token, _ = start_session(owner)
    db.session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def _bare() -> float:
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "hello")
    return least(lambda: _ask(app.test_client(), "/")) / TIMES


def _ask(client: FlaskClient, address: str) -> None:
    for _ in range(TIMES):
        client.get(address)
