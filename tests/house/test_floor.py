"""The ground under every test."""

from __future__ import annotations

from flask import Flask

from hospital_integrity.db import db
from tests import builders


def test_the_test_builds_and_the_client_sees(both: Flask) -> None:
    builders.member()
    assert both.test_client().get("/static/nothing").status_code == 404
    assert db.session.connection().dialect.name in ("sqlite", "postgresql")
