"""What holds whatever a wing does: settings, headers, hosts, cookies, the way back after signing in, scope, writers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, jsonify
from flask.testing import FlaskClient
from sqlalchemy import text

import config
from hospital_integrity.access import Permission, asker, reach, sign_in_address, way_back
from hospital_integrity.app import create_app
from hospital_integrity.db import db, writing
from hospital_integrity.departments.models import Department
from tests import builders
from tests.conftest import settings

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def probe(app: Flask) -> str:
    """A page open to heads of department within their scope, telling what they reach."""
    cells = dict.fromkeys(app.extensions["access"]["static", "GET"].cells, "-") | {"DH": "D"}
    rows = {("probe", method): Permission("probe", method, cells, ()) for method in ("GET", "POST")}
    app.extensions["access"] = {**app.extensions["access"], **rows}
    app.add_url_rule("/probe", "probe", lambda: jsonify(sorted(reach().departments)), methods=["GET", "POST"])
    return "/probe"


# Settings and headers


def test_settings_are_safe_without_being_asked(tmp_path: Path) -> None:
    made = config.settings({"HI_VAR": str(tmp_path)})
    assert made["SESSION_COOKIE_HTTPONLY"] and made["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert made["MAX_CONTENT_LENGTH"] <= 16 * 1024 * 1024 and made["PERMANENT_SESSION_LIFETIME"] <= 86400
    assert made["TRUSTED_HOSTS"] == ["127.0.0.1", "localhost"]


def test_over_https_cookies_stay_on_https(tmp_path: Path) -> None:
    assert config.settings({"HI_VAR": str(tmp_path), "HI_HTTPS": "1"})["SESSION_COOKIE_SECURE"] is True


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = config.settings({"HI_VAR": str(tmp_path)})["SECRET_KEY"]
    assert first == config.settings({"HI_VAR": str(tmp_path)})["SECRET_KEY"] and len(first) == 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/static/house.css"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_pages_are_not_kept_by_browsers_or_proxies(client: FlaskClient) -> None:
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"


# Hosts and addresses


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1@evil.example", "evil.example:80"]
)
def test_a_foreign_host_is_refused(client: FlaskClient, host: str) -> None:
    response = client.get("/sign-in", headers={"Host": host})
    assert (response.status_code, b"evil" in response.data) == (400, False)


NEXTS = [
    "", "/", "//evil.com", "///evil.com", "////evil.com", "http://evil.com", "https://evil.com", "http:evil.com",
    "http:/evil.com", "https:///evil.com", "\\\\evil.com", "/\\evil.com", "\\/evil.com", "/%09/evil.com",
    "\t//evil.com",
    "javascript:alert(1)", "data:text/html,x", "//evil.com/%2e%2e", "http://127.0.0.1@evil.com", "http://evil.com#@127.0.0.1",
    "%2f%2fevil.com", "/..//evil.com", "evil.com", "ftp://evil.com", "?next=//evil.com",
]  # fmt: skip


@pytest.mark.parametrize("target", NEXTS)
def test_the_way_back_is_never_what_somebody_typed(app: Flask, target: str) -> None:
    with app.test_request_context("/"):
        assert way_back(target) is None


@pytest.mark.parametrize("target", NEXTS)
def test_signing_in_never_leads_out_of_the_house(app: Flask, client: FlaskClient, target: str) -> None:
    owner = builders.account("OF", password="Lotus-pond-37")
    typed = {"number": owner.number, "password": "Lotus-pond-37"}
    response = client.post("/sign-in", query_string={"next": target}, data=typed)
    assert (response.status_code, response.location) == (303, "/")


def test_the_way_back_leads_where_one_wanted_to_go(app: Flask) -> None:
    with app.test_request_context("/ratings?year=2026"):
        token = sign_in_address().partition("next=")[2]
        assert way_back(token) == "/ratings?year=2026"


@pytest.mark.parametrize("path", ["//evil.com/", "/\\evil.com"])
def test_even_a_signed_way_back_stays_in_the_house(app: Flask, path: str) -> None:
    with app.test_request_context("/", environ_overrides={"PATH_INFO": path}):
        back = way_back(sign_in_address().partition("next=")[2])
    assert not (back or "").startswith(("//", "/\\"))


# Sessions, scope, forms


def test_a_cookie_opens_nothing_after_signing_out(sign_in: SignIn, probe: str) -> None:
    client = sign_in("DH")
    cookie = client.get_cookie("hi_session").value
    client.post("/sign-out")
    client.set_cookie("hi_session", cookie)
    assert client.get(probe).location.startswith("/sign-in")


def test_scope_is_of_this_moment(sign_in: SignIn, probe: str) -> None:
    place = builders.department("检验科")
    client = sign_in("DH", place=place)
    assert client.get(probe).json == [place.id]


def test_a_transfer_drops_the_scope_at_the_next_request(sign_in: SignIn, probe: str) -> None:
    place, other = builders.department("检验科"), builders.department("放射科")
    person = builders.member(place)
    client = sign_in("DH", person=person, place=place)
    person.memberships[0].to_day = date(2026, 10, 31)
    builders.membership(person, other, date(2026, 11, 1))
    assert client.get(probe).status_code == 403


def test_an_ended_role_opens_nothing_at_the_next_request(sign_in: SignIn, probe: str) -> None:
    client = sign_in("DH")
    client.account.grants[0].to_day = date(2026, 11, 19)
    assert client.get(probe).status_code == 403


def test_a_form_without_its_token_is_refused(app: Flask, sign_in: SignIn, probe: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert sign_in("DH").post(probe).status_code == 400


def test_signing_in_needs_a_token_too(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/sign-in", data={"number": "1", "password": "x"}).status_code == 400


def test_too_large_a_request_is_refused(app: Flask, client: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    assert client.post("/sign-in", data={"number": "9" * 2000}).status_code == 413


def test_outside_a_request_nobody_asks(app: Flask) -> None:
    assert asker().account_id is None


# The language


def test_the_language_switch_holds_until_it_is_switched_back(client: FlaskClient) -> None:
    pages = [client.get(path).get_data(as_text=True) for path in ("/sign-in?lang=en", "/sign-in", "/sign-in?lang=zh")]
    assert ['<html lang="en"' in page for page in pages] == [True, True, False]


def test_a_language_nobody_speaks_here_is_not_remembered(client: FlaskClient) -> None:
    client.get("/sign-in?lang=<b>")
    assert client.get_cookie("lang") is None


# The database


def test_sqlite_is_told_its_manners(tmp_path: Path) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "trusted_schema": 0}
    app = create_app(settings(f"sqlite:///{tmp_path / 'new.sqlite'}", tmp_path))
    with app.app_context(), db.engine.connect() as connection:
        assert {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted} == wanted


def rename(app: Flask, times: int) -> None:
    for _ in range(times):
        with app.app_context(), writing():
            place = db.session.get_one(Department, 1)
            place.version = place.version + 1
            db.session.commit()


def test_eight_writers_lose_no_update(app: Flask) -> None:
    builders.department()
    db.session.commit()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: rename(app, 25), range(8)))
    assert db.session.get_one(Department, 1).version == 201


def test_a_reader_is_not_stopped_by_a_writer(app: Flask) -> None:
    builders.department()  # the test's transaction holds the write lock
    with ThreadPoolExecutor(1) as pool:
        status = pool.submit(app.test_client().get, "/sign-in").result().status_code
    assert status == 200
