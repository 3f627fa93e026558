"""Several workers at once: failures are counted exactly, and a code opens one session."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask

from hospital_integrity.accounts import operations
from hospital_integrity.db import db, writing
from tests import builders

pytestmark = pytest.mark.both
HERE, WORKERS = "10.0.0.7", 8


def at_once(app: Flask, deed: Callable[[], Any]) -> list[Any]:
    """What the deed gives to each of several workers that start together, each with a transaction of its own."""
    start = Barrier(WORKERS)

    def work(_number: int) -> Any:
        with app.app_context(), writing():
            start.wait()
            given = deed()
            db.session.commit()
            return given

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, range(WORKERS)))


def test_eight_workers_let_five_attempts_through(app: Flask) -> None:
    number = builders.account().number
    db.session.commit()
    claims = at_once(app, lambda: operations.claim(number, HERE))
    assert sum(claim.attempt_id is not None for claim in claims) == 5


def test_eight_workers_with_one_code_open_one_session(app: Flask) -> None:
    app.config["FAILURES_PER_NUMBER"] = 100
    issued = operations.create_account(staff_id=builders.member().id)
    number, code = issued.account.number, issued.code
    db.session.commit()
    assert sum(token is not None for token in at_once(app, lambda: operations.sign_in(number, code, HERE))) == 1
