"""Who follows the menu and every link from there finds pages that work, for each role, and that fit a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.test import TestResponse

from tests import builders
from tests.demo.hospital import account_of
from tests.journeys.axe import in_every_page, overflow, violations
from tests.journeys.conftest import Enter
from tests.journeys.server import Server

ROLES = ("ST", "GM", "DH", "OF", "RV", "PB", "AH", "EO", "HR", "SA", "SE", "AU")
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
ALIKE = 3
SMALL = {"width": 320, "height": 640}
LEFT_OUT = ("/static/", "lang=")
looked_at: set[str] = set()
walked: dict[str, dict[str, TestResponse]] = {}


def shape(address: str) -> str:
    """What pages of one kind have in common: numbers and what is asked of them are left out."""
    return re.sub(r"\d+", "0", address.split("?")[0]) + ("?" if "?" in address else "")


def crawl(read: Callable[[str], str]) -> Iterator[str]:
    """Every address that links lead to from the front page, at most a few of a kind."""
    waiting, known, alike = ["/"], {"/"}, {}
    while waiting:
        address = waiting.pop(0)
        yield address
        for link in LINK.findall(read(address)):
            link, kind = link.replace("&amp;", "&"), shape(link)
            if link in known or any(word in link for word in LEFT_OUT) or alike.get(kind, 0) >= ALIKE:
                continue
            known.add(link)
            alike[kind] = alike.get(kind, 0) + 1
            waiting.append(link)


def walk(demo: Flask, role: str) -> dict[str, TestResponse]:
    """What each address answers this role; walked once, because both tests ask for it."""
    if role not in walked:
        client, answers = demo.test_client(), {}
        builders.let_in(client, account_of(role))

        def read(address: str) -> str:
            answer = answers[address] = client.get(address, follow_redirects=True)
            return answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""

        walked[role] = answers if list(crawl(read)) else {}
    return walked[role]


@pytest.mark.parametrize("role", ROLES)
def test_no_link_leads_astray(demo: Flask, role: str) -> None:
    answers = walk(demo, role)
    assert len(answers) > 5
    assert {address: answer.status for address, answer in answers.items() if answer.status_code != 200} == {}


def first_of_each(answers: dict[str, TestResponse]) -> list[str]:
    """One page of each kind that nobody has looked at yet."""
    pages = [address for address, answer in answers.items() if answer.mimetype == "text/html" and not answer.history]
    found = {shape(address).rstrip("?"): address for address in reversed(pages)}
    fresh = {kind: address for kind, address in found.items() if kind not in looked_at}
    looked_at.update(fresh)
    return list(fresh.values())


def complaints(page: Page, address: str) -> Iterator[str]:
    """What axe finds on a page, and by how much it is wider than a small phone."""
    page.goto(address, wait_until="load")
    yield from (f"{address}: {one}" for one in violations(page))
    yield from (f"{address} is too wide: {one}" for one in overflow(page))


@pytest.mark.parametrize("role", ["OF", "DH", "PB", "SE", "SA", "ST", "AU"])
def test_full_pages_are_for_everybody_on_a_small_phone(demo: Flask, served: Server, enter: Enter, role: str) -> None:
    page = enter(role, viewport=SMALL)
    in_every_page(page)
    found = [one for address in first_of_each(walk(demo, role)) for one in complaints(page, served.address + address)]
    assert found == []
