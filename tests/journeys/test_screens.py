"""Every page in Chromium, wide and narrow, in both languages: axe finds nothing, and a small phone is wide enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from werkzeug.serving import make_server

from tests import builders
from tests.house import world
from tests.journeys.axe import in_every_page, overflow, violations
from tests.journeys.browser import chromium

Enter = Callable[..., FlaskClient]
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
ROLES = ("OF", "PB", "SA", "AU", "ST", "GM")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The address at which the application of this test answers."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def signed_in(browser: Browser, served: str, client: FlaskClient, language: str) -> BrowserContext:
    """A window in which the person of this client is signed in."""
    context = browser.new_context(viewport=WIDE)
    cookies = {cookie.key: cookie.value for cookie in client._cookies.values()} | {"lang": language}
    context.add_cookies([{"name": name, "value": value, "url": served} for name, value in cookies.items()])
    return context


def first_to_see(app: Flask, endpoint: str) -> str | None:
    """The first of our roles that this page is open to: one look at each page is enough."""
    permission = app.extensions["access"].get((endpoint, "GET"))
    return next((role for role in ROLES if permission and permission.cells[role] != "-"), None)


def pages(app: Flask, client: FlaskClient, role: str) -> list[str]:
    """The addresses of the pages that this role looks at for all."""
    rules = [rule for rule, method in world.rules(app) if method == "GET" and rule.endpoint != "static"]
    mine = {world.address(app, rule): rule for rule in rules if first_to_see(app, rule.endpoint) == role}
    answers = {place: world.send(app, client, rule, "GET") for place, rule in mine.items()}
    return [place for place, answer in answers.items() if answer.status_code == 200 and answer.mimetype == "text/html"]


def complaints(page: Page, address: str, size: ViewportSize) -> Iterator[str]:
    """What is wrong with a page: refused by its own policy, found by axe, or too wide for a phone."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.set_viewport_size(size)
    page.goto(address, wait_until="load")
    yield from (f"{address}: {one}" for one in violations(page))
    page.set_viewport_size(NARROW)
    yield from (f"{address} is too wide: {one}" for one in overflow(page))
    yield from (f"{address}: {one}" for one in said)


# The rules of axe see the same page in either language, so that each looks at one width.
@pytest.mark.parametrize(("language", "size"), [("zh", WIDE), ("en", NARROW)], ids=["zh", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_for_everybody(
    app: Flask, served: str, browser: Browser, sign_in: Enter, role: str, language: str, size: ViewportSize
) -> None:
    place = builders.department()
    builders.grid_appointment(builders.member(place), place)
    client = sign_in(role)
    context = signed_in(browser, served, client, language)
    page, seen = context.new_page(), pages(app, client, role)
    in_every_page(page)
    found = [one for address in seen for one in complaints(page, served + address, size)]
    context.close()
    assert found == []
