"""The lobby in Chromium: it turns by itself, with and without JavaScript, and drops what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from werkzeug.serving import make_server

from hospital_integrity.board import operations
from hospital_integrity.db import db
from tests.board.conftest import as_
from tests.journeys.browser import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def served(app) -> Iterator[str]:
    """The address at which the application of this test answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def screen(browser: Browser, served: str, client, **options) -> BrowserContext:
    """A screen of the lobby at which somebody has signed in."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, **options)
    context.add_cookies([{"name": c.key, "value": c.value, "url": served} for c in client._cookies.values()])
    return context


def withdraw(house, row) -> None:
    with as_(house.publisher):
        operations.withdraw(row.id, row.version, "文字有误")
    db.session.commit()


def test_a_withdrawn_entry_leaves_the_screen_at_its_next_turn(browser, served, sign_in, house, draft):
    row = draft()
    with as_(house.publisher):
        operations.publish(row.id, 1, False)
    page = screen(browser, served, sign_in("ST")).new_page()
    page.clock.install()
    page.goto(f"{served}/board/lobby")
    expect(page.get_by_text("退还红包", exact=True)).to_be_visible()
    withdraw(house, row)
    page.clock.fast_forward(10_000)
    expect(page.get_by_text("本期红榜没有在榜的记录。")).to_be_visible()
    page.context.close()


def test_a_screen_that_is_cut_off_shows_nobody_and_recovers(browser, served, sign_in, house, draft):
    row = draft()
    with as_(house.publisher):
        operations.publish(row.id, 1, False)
    page = screen(browser, served, sign_in("ST")).new_page()
    page.clock.install()
    page.goto(f"{served}/board/lobby")
    page.route("**/board/lobby*", lambda route: route.abort())
    page.clock.fast_forward(10_000)
    expect(page.get_by_text("连接中断")).to_be_visible()
    expect(page.get_by_text("退还红包", exact=True)).not_to_be_visible()
    page.unroute_all()
    page.clock.fast_forward(10_000)
    expect(page.get_by_text("退还红包", exact=True)).to_be_visible()
    page.context.close()


def test_the_screen_goes_on_turning(browser, served, sign_in, house):
    page = screen(browser, served, sign_in("ST")).new_page()
    page.clock.install()
    page.goto(f"{served}/board/lobby")
    for turn in (2, 3, 4):
        with page.expect_response(lambda answer: "turn=" in answer.url):
            page.clock.fast_forward(10_000)
        expect(page.locator("#main")).to_have_attribute("hx-get", f"/board/lobby?turn={turn}")
    page.context.close()


def test_without_scripts_the_page_names_its_next_turn(browser, served, sign_in, house):
    context = screen(browser, served, sign_in("ST"), java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/board/lobby")
    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "10; url=/board/lobby?turn=1"
    context.close()
