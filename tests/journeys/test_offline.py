"""Checking a paper on a computer without a network, with the page that was downloaded once."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from hospital_integrity.awards.queries import closing_of
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.operations import issue_all
from hospital_integrity.db import db
from hospital_integrity.rules.sealed import fragment, opened, packed, unpacked
from tests.certificates.reading import scanned
from tests.closing import year as years
from tests.journeys.browser import chromium


@pytest.fixture
def code(app, sign_in) -> str:
    """What a phone reads from the printed page."""
    years.close(years.over(app))
    row = issue_all(closing_of(2026).id, "staff", pdf.check)[0]
    db.session.commit()
    (found,) = scanned(sign_in("OF").get(f"/certificates/{row.id}/pdf").data, 150)
    return found


@pytest.fixture
def page(code, client, tmp_path) -> Iterator[Page]:
    """The downloaded page, opened from the disk with the network off."""
    file = tmp_path / "offline.html"
    file.write_bytes(client.get("/v/offline/file").data)
    with chromium() as browser:
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto(Path(file).as_uri())
        yield page


def answer(page: Page, text: str) -> str:
    page.fill("#code", text)
    return page.locator("[data-answer]:visible").inner_text()


def other_name(code: str) -> str:
    payload, signature = opened(code.split("#")[1])
    found = unpacked(payload)
    return fragment(packed(type(found)(found.serial, found.level, "李四", found.day, found.key)), signature)


def other_key(code: str) -> str:
    payload, signature = opened(code.split("#")[1])
    found = unpacked(payload)
    return fragment(packed(type(found)(found.serial, found.level, found.holder, found.day, 9)), signature)


def test_a_paper_is_checked_without_a_network(page, code) -> None:
    said = answer(page, code)
    assert [
        words for words in ("这是本院签发的证书", "张晓明", "YDYX-2026-000001-", "2027-01-18") if words not in said
    ] == []
    assert "签名不符" in answer(page, other_name(code))
    assert "不认识这个签名" in answer(page, other_key(code))
    assert "不能离线核验" in answer(page, code.split("#")[0])
    unreadable = ("x", code[:-1], "%00", "<b>", "#" + "A" * 2000, urlsafe_b64encode(b"\1" * 200).decode())
    assert {"读不出来" in answer(page, text) for text in unreadable} == {True}


def test_the_page_of_the_server_says_the_same_under_its_own_rules(app, client, code) -> None:
    text = client.get("/v/offline")
    assert (text.status_code, "offline.js" in text.text, "Set-Cookie" in text.headers) == (200, True, False)
