"""A browser for each file of journeys, and the demo hospital served by a process of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from hospital_integrity.db import db, writing
from tests.builders import let_in
from tests.conftest import NOON, build_app
from tests.demo.hospital import account_of
from tests.journeys.browser import chromium
from tests.journeys.server import Server, free_port

Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def served(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo hospital, running; the tests of a file share it."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(demo_template, folder / "hospital.sqlite")
    server = Server(f"sqlite:///{folder / 'hospital.sqlite'}", folder, free_port())
    with server.running(NOON):
        yield server


@pytest.fixture
def enter(served: Server, browser: Browser) -> Iterator[Enter]:
    """`enter("OF", viewport=…)` gives a window in which somebody with that role is signed in, and the desk open."""
    with ExitStack() as closing:

        def opened(role: str, **details: object) -> Page:
            context = browser.new_context(locale="zh-CN", **details)
            closing.callback(context.close)
            context.add_cookies([{"name": "hi_session", "value": cookie_of(served, role), "url": served.address}])
            page = context.new_page()
            page.goto(served.address)
            return page

        yield opened


def cookie_of(served: Server, role: str) -> str:
    """The cookie of a session that begins now."""
    app = build_app(served.database, served.folder)
    with app.app_context(), writing():
        client = app.test_client()
        let_in(client, account_of(role))
        db.engine.dispose()
        return next(cookie.value for cookie in client._cookies.values() if cookie.key == "hi_session")
