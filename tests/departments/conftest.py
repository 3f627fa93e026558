"""A clean slate for the register's tests: who asks, and what the journal heard."""

from __future__ import annotations

import pytest
from flask import Flask

from hospital_integrity.db import db
from hospital_integrity.journal.models import Event


@pytest.fixture
def events(app: Flask):
    """The verbs noted so far, in order."""
    return lambda: [event.verb for event in db.session.query(Event).order_by(Event.id)]
