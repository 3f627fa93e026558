"""Issuing that is cut off: by kill -9 in the middle, by a disk that fills. Nothing half, no serial lost."""

from __future__ import annotations

import contextvars
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from hospital_integrity.access import acting
from hospital_integrity.accounts.queries import asker_of
from hospital_integrity.app import worker
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.queries import issuable
from hospital_integrity.db import db
from hospital_integrity.jobs.models import Job
from hospital_integrity.jobs.operations import ask
from tests.certificates.test_races import busy
from tests.closing import year as years
from tests.closing.year import LATER
from tests.house.house import HOUSE

SLOW = """
import sys, time; from pathlib import Path
from sqlalchemy import event
from hospital_integrity.app import worker
from hospital_integrity.db import db
from tests.conftest import build_app
from tests.closing.year import LATER
app = build_app(sys.argv[1], Path(sys.argv[2]), CLOCK=lambda: LATER)
def seen(_connection, _cursor, statement, *_rest):
    if statement.startswith("INSERT INTO certificates "):
        Path(sys.argv[2], "writing").touch()
        time.sleep(60)
with app.app_context():
    event.listen(db.engine, "after_cursor_execute", seen)
worker(app).run_one()
"""


@pytest.fixture
def wanted(both) -> int:
    """A job that is to issue seven papers."""
    year = busy(both, 6)
    closing = years.close(year)
    chosen = [one.id for one in issuable(closing, "grid")]
    asked = {"awards": chosen, "kind": "grid"}
    with acting(asker_of(year.officer.id)):
        id = ask("certificates.issue", asked, secrets.token_hex(16), total=len(chosen) + 1).id
    db.session.commit()
    return id


def numbers() -> list[int]:
    """The running numbers of all papers; no transaction stays open, which a worker would wait for."""
    found = sorted(one.number for one in db.session.query(Certificate))
    db.session.rollback()
    return found


def kill_while_writing(database: str, folder) -> None:
    """Let a worker of its own begin, and kill it when the papers are written but not committed."""
    victim = subprocess.Popen([sys.executable, "-c", SLOW, database, str(folder)], cwd=HOUSE)
    until = time.monotonic() + 60
    while not (folder / "writing").exists() and victim.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.05)
    victim.kill()
    victim.wait()
    assert (folder / "writing").exists()


def test_a_worker_killed_while_it_issues_leaves_nothing_and_the_next_begins_at_one(both, database, tmp_path, wanted):
    contextvars.Context().run(kill_while_writing, database, tmp_path)
    assert numbers() == []
    both.config["CLOCK"] = lambda: LATER + timedelta(seconds=90)
    worker(both).run_one()
    assert numbers() == [1, 2, 3, 4, 5, 6, 7]


@contextmanager
def full_disk() -> Iterator[None]:
    """SQLite may not make its file any longer."""

    def bound(connection, *_rest) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def unbound(connection, *_rest) -> None:
        connection.execute("PRAGMA max_page_count = 1073741823")

    event.listen(db.engine, "checkout", bound)
    yield
    event.remove(db.engine, "checkout", bound)
    event.listen(db.engine, "checkout", unbound)


def test_a_full_disk_is_said_and_after_more_room_the_job_goes_on(app, wanted):
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL can't be told that its disk is full
    with full_disk():
        worker(app).run_one()
    job = db.session.get(Job, wanted)
    db.session.refresh(job)
    assert (numbers(), job.state, "磁盘已满" in str(job.words)) == ([], "failed", True)
