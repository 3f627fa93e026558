"""The gate as a browser meets it: signing in and out, replayed cookies, ways back, one's own password."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from hospital_integrity.access import sign_in_address
from hospital_integrity.accounts import operations
from hospital_integrity.accounts.models import Account, SignIn
from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.journal.models import Event
from tests import builders

PASSWORD, NEW, NONCE = "Lotus-Pond-73", "Crane-River-58", "0" * 32
NEXT = [
    "//evil.example",
    "/\\evil.example",
    "///evil.example",
    "////evil.example",
    "http:evil.example",
    "http://evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/%09/evil.example",
    "%0a//evil.example",
    "/\n/evil.example",
    "\r\nLocation: http://evil.example",
    "@evil.example",
    "/@evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "\\\\evil.example",
    "/.evil.example",
    "//127.0.0.1@evil.example",
    "．evil.example",
    "/accounts",
    "",
]


@pytest.fixture
def owner(app: Flask) -> Account:
    """An activated account of a member of staff."""
    return builders.account(password=PASSWORD)


def enter(client: FlaskClient, number: str, secret: str, way: str = "") -> TestResponse:
    """Fill in the sign-in form."""
    query = {"next": way} if way else {}
    return client.post("/sign-in", query_string=query, data={"number": number, "password": secret, "nonce": NONCE})


def cookie(client: FlaskClient) -> str:
    """What the browser would send."""
    return client.get_cookie("hi_session").value


def is_in(client: FlaskClient) -> bool:
    """Whether a session stands behind the cookie: the password page is for those who are signed in."""
    return client.get("/password").status_code == 200


def test_the_right_password_leads_in(client: FlaskClient, owner: Account) -> None:
    assert enter(client, owner.number, PASSWORD).headers["Location"] == "/"
    assert is_in(client)


def test_the_cookie_holds_an_opaque_token_only(client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    with client.session_transaction() as kept:
        assert set(kept) <= {"_user_id", "csrf_token"} and len(kept["_user_id"]) == 43


def test_wrong_passwords_and_unknown_numbers_get_the_same_answer(client: FlaskClient, owner: Account) -> None:
    known, unknown = enter(client, owner.number, "wrong"), enter(client, "9" * len(owner.number), "wrong")
    assert known.status_code == unknown.status_code == 422
    assert known.text.replace(owner.number, "") == unknown.text.replace("9" * len(owner.number), "")


def test_a_locked_number_gets_the_same_answer_too(client: FlaskClient, owner: Account) -> None:
    answers = {enter(client, owner.number, "wrong").text for _ in range(5)}
    assert {enter(client, owner.number, PASSWORD).text} == answers


def test_what_was_typed_as_password_is_not_sent_back(client: FlaskClient, owner: Account) -> None:
    assert "wrong-secret" not in enter(client, owner.number, "wrong-secret").text


def test_a_session_of_before_signing_in_is_not_kept(client: FlaskClient, owner: Account) -> None:
    with client.session_transaction() as planted:
        planted["_user_id"] = planted["other"] = "planted"
    enter(client, owner.number, PASSWORD)
    with client.session_transaction() as kept:
        assert kept["_user_id"] != "planted" and "other" not in kept


def test_each_signing_in_has_a_token_of_its_own(client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    first = cookie(client)
    enter(client, owner.number, PASSWORD)
    assert cookie(client) != first


def test_a_cookie_replayed_after_signing_out_opens_nothing(client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    stolen = cookie(client)
    client.post("/sign-out")
    client.set_cookie("hi_session", stolen, domain="localhost")
    assert not is_in(client)


def test_signing_out_clears_what_the_browser_kept(client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    assert "cache" in client.post("/sign-out").headers["Clear-Site-Data"]


def test_signing_out_is_one_event_and_needs_a_post(client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    client.post("/sign-out")
    assert list(db.session.scalars(select(Event.verb).order_by(Event.id))) == ["session.started", "session.ended"]


@pytest.mark.parametrize("way", NEXT)
def test_a_way_back_that_we_did_not_sign_leads_home(client: FlaskClient, owner: Account, way: str) -> None:
    assert enter(client, owner.number, PASSWORD, way).headers["Location"] == "/"


def test_a_way_back_that_we_signed_is_followed(app: Flask, client: FlaskClient, owner: Account) -> None:
    with app.test_request_context("/password?x=1"):
        address = sign_in_address()
    data = {"number": owner.number, "password": PASSWORD, "nonce": NONCE}
    assert client.post(address, data=data).headers["Location"] == "/password?x=1"


def test_an_idle_session_is_over(app: Flask, client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    moment = now() + timedelta(minutes=60)
    app.config["CLOCK"] = lambda: moment
    assert not is_in(client)


def test_being_there_keeps_a_session_alive(app: Flask, client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    start = now()
    for minutes in (40, 80, 120):
        app.config["CLOCK"] = lambda minutes=minutes: start + timedelta(minutes=minutes)
        assert is_in(client)


def test_looking_twice_in_a_minute_writes_nothing(client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    is_in(client)
    assert db.session.scalars(select(SignIn)).one().seen_at == now()


def test_a_code_leads_to_the_password_page_and_nowhere_else(client: FlaskClient, app: Flask) -> None:
    issued = operations.create_account(staff_id=builders.member().id)
    enter(client, issued.account.number, issued.code)
    assert client.get("/accounts").headers["Location"] == "/password"


def test_the_first_password_activates_and_leads_home(client: FlaskClient, app: Flask) -> None:
    issued = operations.create_account(staff_id=builders.member().id)
    enter(client, issued.account.number, issued.code)
    answer = client.post("/password", data={"new": NEW, "again": NEW, "nonce": NONCE})
    assert answer.headers["Location"] == "/" and is_in(client)


def test_an_administrator_without_roles_yet_can_still_activate(client: FlaskClient, app: Flask) -> None:
    issued = operations.create_account(number="audit-1")
    enter(client, "audit-1", issued.code)
    assert client.post("/password", data={"new": NEW, "again": NEW, "nonce": NONCE}).status_code == 303


@pytest.mark.parametrize(
    "typed",
    [
        {"current": "wrong", "new": NEW, "again": NEW},
        {"current": PASSWORD, "new": NEW, "again": "other"},
        {"current": PASSWORD, "new": "short", "again": "short"},
        {"current": PASSWORD, "new": PASSWORD, "again": PASSWORD},
        {"current": PASSWORD, "new": "x" * 10_000, "again": "x" * 10_000},
        {"new": NEW, "again": NEW},
        {},
    ],
)
def test_a_bad_change_of_password_is_refused(client: FlaskClient, owner: Account, typed: dict[str, str]) -> None:
    enter(client, owner.number, PASSWORD)
    assert client.post("/password", data={**typed, "nonce": NONCE}).status_code == 422
    assert db.session.scalar(select(func.count()).where(Event.verb == "account.password_changed")) == 0


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(app: Flask, owner: Account) -> None:
    here, there = app.test_client(), app.test_client()
    for browser in (here, there):
        enter(browser, owner.number, PASSWORD)
    here.post("/password", data={"current": PASSWORD, "new": NEW, "again": NEW, "nonce": NONCE})
    assert is_in(here) and not is_in(there)


def test_a_changed_password_is_said_on_the_next_page(client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    client.post("/password", data={"current": PASSWORD, "new": NEW, "again": NEW, "nonce": NONCE})
    assert "新密码已生效" in client.get("/password").text


def test_guessing_the_present_password_locks_as_at_the_gate(client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    moment = now() + timedelta(seconds=1)
    client.application.config["CLOCK"] = lambda: moment
    for _ in range(5):
        client.post("/password", data={"current": "wrong", "new": NEW, "again": NEW, "nonce": NONCE})
    assert enter(client.application.test_client(), owner.number, PASSWORD).status_code == 422


@pytest.mark.parametrize("page", ["/sign-in", "/password"])
def test_the_gate_is_never_kept_in_a_cache(client: FlaskClient, owner: Account, page: str) -> None:
    enter(client, owner.number, PASSWORD)
    assert client.get(page).headers["Cache-Control"] == "no-store"


def test_whoever_is_in_already_is_led_on(client: FlaskClient, owner: Account) -> None:
    enter(client, owner.number, PASSWORD)
    assert client.get("/sign-in").status_code == 303


@pytest.mark.parametrize("number", ["", "\x00", "a" * 300, "张<b>三", "' OR 1=1 --", "\u202e123"])
def test_odd_numbers_are_refused_in_words(client: FlaskClient, app: Flask, number: str) -> None:
    assert enter(client, number, PASSWORD).status_code == 422
