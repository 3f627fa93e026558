"""Every role at every door: what the matrix denies is refused and noted once, what it allows never breaks."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from functools import cache

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import builders
from tests.house import world
from tests.house.house import HOUSE

STAFF_ROLES = "ST GM DH OF RV PB AH EO HR".split()
ADMINISTRATORS = "SA SE AU".split()


@pytest.fixture(autouse=True)
def answer_even_when_broken(app: Flask) -> None:
    """A view that breaks answers 500, as it would in the hospital, and the test names it."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    world.furnish()


@cache
def oracle() -> defaultdict[tuple[str, str], dict[str, str]]:
    """The file read once more, by other code than the application's; a route without a row is closed to all."""
    with (HOUSE / "hospital_integrity" / "permissions.csv").open(encoding="utf-8", newline="") as file:
        listed = {(row["endpoint"], row["method"]): row for row in csv.DictReader(file)}
    return defaultdict(lambda: dict.fromkeys(["AN", *STAFF_ROLES, *ADMINISTRATORS], "-"), listed)


def allowed(endpoint: str, method: str, role: str) -> bool:
    """Whether somebody who was given this role may pass; who works here is staff as well, administrators are not."""
    row = oracle()[endpoint, method]
    held = {role, "AN"} | ({"ST"} if role in STAFF_ROLES else set())
    return any(row[one] != "-" for one in held)


@pytest.mark.parametrize("role", STAFF_ROLES + ADMINISTRATORS)
def test_closed_doors_refuse_note_it_and_change_nothing(
    app: Flask, sign_in: Callable[..., FlaskClient], role: str
) -> None:
    client, wrong, before = sign_in(role), [], world.counts()
    for rule, method in world.rules(app):
        if allowed(rule.endpoint, method, role):
            continue
        status, after = world.send(app, client, rule, method).status_code, world.counts()
        if status != 403 or after - before != {"journal_events": 1} or world.last_verb() != "authz.denied":
            wrong.append((rule.endpoint, method, status, after - before))
        before = after
    assert not wrong, "\n".join(map(str, wrong))


def test_strangers_are_led_to_the_sign_in_page_and_change_nothing(app: Flask, client: FlaskClient) -> None:
    wrong, before = [], world.counts()
    for rule, method in world.rules(app):
        if oracle()[rule.endpoint, method]["AN"] == "-":
            response = world.send(app, client, rule, method)
            if response.status_code != 303 or not response.location.startswith("/sign-in"):
                wrong.append((rule.endpoint, method, response.status_code, response.location))
    assert (wrong, world.counts()) == ([], before)


@pytest.mark.parametrize("role", STAFF_ROLES + ADMINISTRATORS)
def test_an_open_form_never_breaks(app: Flask, role: str) -> None:
    owner, wrong = builders.account(role), []
    for rule, method in world.rules(app):
        if method == "GET" or not allowed(rule.endpoint, method, role):
            continue  # what a GET answers stands in test_pages.py
        client = app.test_client()
        builders.let_in(client, owner)
        status = world.send(app, client, rule, method).status_code
        if status == 403 or status >= 500:
            wrong.append((rule.endpoint, method, status))
    assert not wrong, "\n".join(map(str, wrong))


def test_strangers_find_open_doors_unbroken(app: Flask, client: FlaskClient) -> None:
    open_to_all = [pair for pair in world.rules(app) if oracle()[pair[0].endpoint, pair[1]]["AN"] == "A"]
    statuses = {(r.endpoint, method): world.send(app, client, r, method).status_code for r, method in open_to_all}
    assert not {door: status for door, status in statuses.items() if status == 403 or status >= 500}


def test_who_must_set_a_password_reaches_nothing_else(app: Flask, client: FlaskClient) -> None:
    builders.let_in(client, builders.account("OF"), must_set_password=True)
    free = {"accounts.set_password", "accounts.sign_out"}
    closed = [
        pair
        for pair in world.rules(app)
        if pair[0].endpoint not in free and not allowed(pair[0].endpoint, pair[1], "AN")
    ]
    before = world.counts()
    places = {world.send(app, client, rule, method).location for rule, method in closed}
    assert (places <= {"/password"}, world.counts()) == (True, before), places
