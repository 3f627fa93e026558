"""The application's own commands about the database; inside a test they work on the test's application."""

from __future__ import annotations

import socket

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import text

from hospital_integrity.cli import main
from hospital_integrity.db import db

pytestmark = pytest.mark.usefixtures("app")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def drop_a_guard() -> None:
    db.session.execute(text("DROP TRIGGER entries_no_delete"))
    db.session.commit()


def test_a_migrated_database_is_as_it_must_be() -> None:
    assert run("db", "check").output == "The tables are as they must be.\n"


def test_a_missing_guard_is_named() -> None:
    drop_a_guard()
    result = run("db", "check")
    assert (result.exit_code, result.output) == (1, "guard missing: entries_no_delete\n")


def test_upgrading_brings_a_missing_guard_back() -> None:
    drop_a_guard()
    run("db", "upgrade")
    assert run("db", "check").exit_code == 0


def test_a_taken_port_is_one_clear_line(app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        app.config["PORT"] = taken.getsockname()[1]
        result = run("serve")
    assert (result.exit_code, "is taken" in result.output) == (1, True)
