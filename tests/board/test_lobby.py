"""The lobby in Chromium: it turns by itself, drops what was withdrawn, outlives a cut line, and needs no account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from hospital_integrity.board import operations
from hospital_integrity.db import db
from tests.board.conftest import as_, published
from tests.journeys.axe import violations
from tests.journeys.browser import chromium

TURN, WEEK = 8_000, timedelta(days=7)


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


@pytest.fixture
def registered(house) -> str:
    """The token in the link of a registered screen."""
    with as_(house.author):
        _, token = operations.register_screen("e" * 32, "门诊大厅")
    db.session.commit()
    return token


@pytest.fixture
def page(browser: Browser, served: str, registered: str, house, draft) -> Iterator[Page]:
    """The screen in the hall with a praise on it; nobody signs in there, and its clock is ours."""
    row = published(house, draft())
    db.session.commit()
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.row = row
    page.clock.install()
    page.goto(f"{served}/board/screen/{registered}")
    expect(page.get_by_text("退还红包", exact=True)).to_be_visible()
    yield page
    context.close()


def test_what_is_withdrawn_leaves_the_screen_at_its_next_turn(page, house):
    assert (violations(page), page.evaluate("document.documentElement.scrollHeight")) == ([], 1080)
    with as_(house.publisher):
        operations.withdraw(page.row.id, page.row.version, "文字有误")
    db.session.commit()
    page.clock.fast_forward(TURN)
    expect(page.get_by_text("本期红榜没有在榜的记录。")).to_be_visible()


@pytest.mark.parametrize("cut", [lambda route: route.abort(), lambda route: None], ids=["refused", "unanswered"])
def test_a_screen_that_is_cut_off_shows_nobody_after_ten_seconds_and_recovers(page, cut):
    page.route("**/board/screen/**", cut)
    page.clock.run_for(10_000)
    expect(page.get_by_text("连接中断")).to_be_visible()
    expect(page.get_by_text("退还红包", exact=True)).not_to_be_visible()
    page.unroute_all()
    page.clock.run_for(TURN)
    expect(page.get_by_text("退还红包", exact=True)).to_be_visible()


def test_a_week_later_it_still_turns_without_a_sign_in(page, app):
    start = app.config["CLOCK"]()
    app.config["CLOCK"] = lambda: start + WEEK
    for turn in (2, 3):
        page.clock.run_for(500)  # what was just put in has its own timer only after it has settled
        with page.expect_response(lambda answer: "turn=" in answer.url):
            page.clock.fast_forward(TURN)
        expect(page.locator(f'#main[hx-get$="?turn={turn}"]')).to_be_visible()
