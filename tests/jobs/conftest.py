"""An officer who asks for work, and a clock that can be moved."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from hospital_integrity.access import acting
from hospital_integrity.accounts.models import Account
from hospital_integrity.accounts.queries import asker_of
from hospital_integrity.db import db
from hospital_integrity.jobs import operations, queries
from hospital_integrity.jobs.models import Job
from hospital_integrity.jobs.views import Worker
from hospital_integrity.journal.models import Event
from tests import builders
from tests.conftest import NOON
from tests.jobs import verbs


@pytest.fixture
def officer(app: Flask) -> Account:
    verbs.install(app)
    return builders.account("OF")


@pytest.fixture
def ask(officer: Account) -> Callable[..., int]:
    """Ask for a job as the officer; its number."""

    def asking(kind: str = "count", items: int = 10, given: queries.File | None = None, **args: object) -> int:
        with acting(asker_of(officer.id)):
            id = operations.ask(kind, {"items": items, **args}, secrets.token_hex(16), given).id
        db.session.commit()
        return id

    return asking


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app)


@pytest.fixture
def later(app: Flask) -> Callable[[int], None]:
    """Let so many seconds pass."""

    def pass_by(seconds: int) -> None:
        app.config["CLOCK"] = lambda: NOON + timedelta(seconds=seconds)

    return pass_by


def state(id: int) -> Job:
    """The job as it is stored now; no transaction stays open."""
    db.session.rollback()
    job = queries.job(id)
    db.session.expunge_all()
    db.session.rollback()
    return job


def items() -> list[int]:
    """The items that were done, in order, each as often as it was done."""
    db.session.rollback()
    events = db.session.query(Event).filter_by(verb="item.done").order_by(Event.id)
    found = [event.rows[0][1] for event in events]
    db.session.rollback()
    return found
