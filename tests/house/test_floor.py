"""The ground under every test: two databases, a clean hospital for each, and somebody signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, jsonify
from flask.testing import FlaskClient

from hospital_integrity.access import asker
from hospital_integrity.db import db
from tests import builders


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
