"""A worker's process is killed in the middle of a piece; another one goes on."""

from __future__ import annotations

import contextvars
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from hospital_integrity.db import db
from tests.house.house import HOUSE
from tests.jobs.conftest import items, state

pytestmark = pytest.mark.both


def wait_for(engine, id, count):
    """Look, without asking for the write lock, until so many items are done."""
    until, done = time.monotonic() + 60, 0
    while done < count:
        assert time.monotonic() < until
        time.sleep(0.05)
        with engine.connect() as connection:
            done = connection.scalar(text("SELECT done FROM jobs WHERE id = :id"), {"id": id})


def test_what_a_killed_worker_left_is_finished_once(database, tmp_path, ask, worker, later):
    id = ask(items=40, pause=0.05)
    victim = subprocess.Popen([sys.executable, "-m", "tests.jobs.victim", database, str(tmp_path)], cwd=HOUSE)
    try:
        contextvars.Context().run(wait_for, db.engine, id, 10)
    finally:
        victim.kill()
        victim.wait()
    assert (state(id).state, 10 <= state(id).done < 40) == ("running", True)
    later(31)
    worker.run_one()
    assert (items(), state(id).state) == (list(range(40)), "done")
