"""The public check answers an address thirty times a minute, whichever worker it asks; nobody's address is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from hospital_integrity.certificates import operations
from hospital_integrity.certificates.models import CheckCount
from hospital_integrity.certificates.operations import count_check
from hospital_integrity.certificates.views.throttle import PER_MINUTE, bucket
from hospital_integrity.db import db
from hospital_integrity.rules.saying import Refused
from tests.closing.races import at_once

NOON = datetime(2026, 11, 22, 4, 0, 0)


@pytest.fixture
def clock(both: Flask):
    """Sets the time to so many seconds after noon."""

    def set_to(seconds: float) -> None:
        both.config["CLOCK"] = lambda: NOON + timedelta(seconds=seconds)

    set_to(0)
    return set_to


def test_the_minute_glides(clock) -> None:
    assert [count_check("a", 3) for _ in range(4)] == [True, True, True, False]
    clock(61)
    assert [count_check("a", 3), count_check("b", 3)] == [True, True]
    assert [count_check("a", 3)] == [False]
    clock(121)
    assert [count_check("a", 3) for _ in range(3)] == [True, True, True]


def test_old_counts_are_dropped(clock) -> None:
    count_check("a", 3)
    clock(180)
    count_check("b", 3)
    assert [row.bucket for row in db.session.query(CheckCount)] == ["b"]


def ask(bucket: str) -> None:
    if not count_check(bucket, 2):
        raise Refused("too many")


def test_workers_who_count_at_once_count_together(clock, both: Flask) -> None:
    count_check("a", 2)
    assert at_once(both, [(0, partial(ask, "a"))] * 3) == ["done", "too many", "too many"]


def test_a_second_worker_knows_what_the_first_one_answered(app: Flask, client) -> None:
    first = [client.get("/v?serial=x").status_code for _ in range(PER_MINUTE)]
    app.extensions["certificates.throttle"].asked.clear()
    assert (set(first), client.get("/v?serial=x").status_code) == ({404}, 429)


def test_while_the_database_is_busy_the_worker_counts_alone(app: Flask, client, monkeypatch) -> None:
    def busy(*_: object) -> bool:
        raise OperationalError("insert", {}, Exception("database is locked"))

    monkeypatch.setattr(operations, "count_check", busy)
    answers = [client.get("/v?serial=x").status_code for _ in range(PER_MINUTE + 1)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_no_address_is_kept(app: Flask, client) -> None:
    client.get("/v?serial=x", environ_base={"REMOTE_ADDR": "203.0.113.7"})
    (row,) = db.session.query(CheckCount)
    assert "203" not in row.bucket and len(row.bucket) == 32


def test_an_ipv6_visitor_is_the_network_he_has_to_himself(app: Flask) -> None:
    mine = {bucket(f"2001:db8:1:2:{place}") for place in (":1", ":ffff", "a:b:c:d")}
    assert len(mine) == 1 and bucket("2001:db8:1:3::1") not in mine
    assert bucket("203.0.113.7") != bucket("203.0.113.8")


def test_looking_at_the_page_counts_nothing(app: Flask, client) -> None:
    client.get("/v")
    client.get("/v/offline")
    assert db.session.query(CheckCount).count() == 0
