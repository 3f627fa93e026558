"""The first accounts of a new hospital come from the command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from hospital_integrity.accounts import operations, queries
from hospital_integrity.accounts.models import Account
from hospital_integrity.cli.accounts import create
from hospital_integrity.db import db

pytestmark = pytest.mark.usefixtures("app")


def test_an_administrator_is_made_and_can_sign_in_with_the_printed_code(app: Flask) -> None:
    number, code = CliRunner().invoke(create, ["audit-1", "--role", "AU"]).output.split()
    token = operations.sign_in(number, code, "10.0.0.7")
    assert queries.visitor(token).asker.roles == {"AU"}


def test_a_number_that_has_an_account_is_refused_in_words() -> None:
    answers = [CliRunner().invoke(create, ["audit-1"]) for _ in range(2)]
    assert [answer.exit_code for answer in answers] == [0, 1] and "AUDIT-1" in answers[1].output
    assert len(db.session.scalars(select(Account)).all()) == 1
