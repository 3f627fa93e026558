"""The ground under every test: two databases, a clean hospital for each, and somebody signed in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from flask import Flask, jsonify, url_for
from flask.testing import FlaskClient

from hospital_integrity.access import asker
from hospital_integrity.db import db
from tests import builders
from tests.house.house import HOUSE


def test_the_test_builds_and_the_client_sees(both: Flask) -> None:
    builders.member()
    assert both.test_client().get("/static/nothing").status_code == 404
    assert db.session.connection().dialect.name in ("sqlite", "postgresql")


def test_a_fact_is_recorded_under_a_shipped_edition(both: Flask) -> None:
    builders.edition()
    person = builders.member()
    assert builders.entry(person, "R05").department_id == person.memberships[0].department_id


@pytest.mark.parametrize("role", "ST GM DH OF RV PB AH EO HR SA SE AU".split())
def test_whoever_signs_in_has_the_role(app: Flask, sign_in: Callable[..., FlaskClient], role: str) -> None:
    app.add_url_rule("/static/who", "static.who", lambda: jsonify(sorted(asker().roles)))
    app.extensions["access"] = {("static.who", "GET"): app.extensions["access"]["static", "GET"]}
    assert role in sign_in(role).get("/static/who").json


def test_a_file_of_ours_is_asked_for_once_and_never_kept_when_it_changes(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = url_for("static", filename="house.css")
    assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert hashlib.sha256((HOUSE / "static" / "house.css").read_bytes()).hexdigest()[:12] in address
