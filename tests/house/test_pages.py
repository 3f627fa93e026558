"""Every page, as each role sees it through the front door: one heading, a title, labels, a token in each form."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.test import TestResponse

from tests import builders
from tests.house import world
from tests.house.test_matrix import allowed

ROLES = "AN ST GM DH OF RV PB AH EO HR SA SE AU".split()
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
# Folded again from the ledger, drawn from the snapshot, or counted, when somebody looks; nothing is decided.
DERIVED = {"standings", "standing_stamps", "certificate_files", "certificate_check_counts"}
walked: dict[str, Walk] = {}
VOID = set("area base br col embed hr img input link meta source track wbr".split())


class Page(HTMLParser):
    """What a screen reader and a browser would complain about."""

    def __init__(self, endpoint: str, response: TestResponse) -> None:
        super().__init__()
        self.endpoint, self.status = endpoint, response.status_code
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str | None]] = []
        self.open: list[str] = []
        self.headings, self.titles, self.language = 0, "", ""
        self.forms_without_token: list[str] = []
        self.inline: list[str] = []
        self.form: str | None = None
        self.doors: set[tuple[str, str]] = set()
        self.feed(response.get_data(as_text=True))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        self.headings += tag == "h1"
        self.language = values.get("lang") or "" if tag == "html" else self.language
        self._door(tag, values)
        self._form(tag, values)
        self._field(tag, values)
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.form:
            self.forms_without_token.append(self.form)
        self.form = None if tag == "form" else self.form
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.titles += data if self.open[-1:] == ["title"] and "svg" not in self.open else ""

    def _door(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "a" and (values.get("href") or "").startswith("/"):
            self.doors.add((values["href"] or "", "GET"))
        if tag == "form":
            self.doors.add((values.get("action") or "", (values.get("method") or "get").upper()))

    def _form(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "form" and (values.get("method") or "").lower() == "post":
            self.form = values.get("action") or "this page"
        if tag == "input" and values.get("name") == "csrf_token" and values.get("value"):
            self.form = None

    def _field(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "label" and values.get("for"):
            self.labelled.add(values["for"] or "")
        named = "label" in self.open or values.get("aria-label") or values.get("aria-labelledby")
        if tag in ("input", "select", "textarea") and values.get("type") not in UNLABELLED and not named:
            self.fields.append(values)

    def complaints(self) -> Iterator[str]:
        """One line for each thing that is wrong."""
        yield from ("breaks" for _ in range(self.status >= 500))
        yield from (f"{self.headings} h1" for _ in range(self.headings != 1))
        yield from ("no title" for _ in range(not self.titles.strip()))
        yield from ("no language" for _ in range(not self.language))
        yield from (f"no token: {form}" for form in self.forms_without_token)
        yield from (f"no label: {one.get('name')}" for one in self.fields if one.get("id") not in self.labelled)
        yield from (f"twice: {one}" for one in sorted({one for one in self.ids if self.ids.count(one) > 1}))
        yield from (f"inline: {one}" for one in self.inline)


class Walk(NamedTuple):
    """What somebody with a role found behind every open door, and behind the first closed one."""

    pages: list[Page]
    broken: dict[str, int]
    changed: set[str]


def walk(app: Flask, role: str) -> Walk:
    """Walked once for each role, because several tests ask what was seen."""
    if role not in walked:
        app.config.update(WTF_CSRF_ENABLED=True, PROPAGATE_EXCEPTIONS=False)
        world.furnish()
        client = app.test_client()
        if role != "AN":
            builders.let_in(client, builders.account(role))
        walked[role] = _walked(app, client, role)
    return walked[role]


def _walked(app: Flask, client: FlaskClient, role: str) -> Walk:
    gets = [rule for rule, method in world.rules(app) if method == "GET" and rule.endpoint != "static"]
    open_to_role = [rule for rule in gets if allowed(rule.endpoint, "GET", role)]
    closed = [rule for rule in gets if rule not in open_to_role][:1]
    before = world.counts()
    answers = {rule.endpoint: world.send(app, client, rule, "GET") for rule in open_to_role}
    changed = {table for table, number in world.counts().items() if number != before[table]}
    broken = {place: one.status_code for place, one in answers.items() if one.status_code in range(500, 600)}
    refused = {place: one.status_code for place, one in answers.items() if one.status_code == 403}
    answers |= {rule.endpoint: world.send(app, client, rule, "GET") for rule in closed}
    return Walk([Page(*one) for one in answers.items() if shown(one[1])], broken | refused, changed)


def shown(response: TestResponse) -> bool:
    """Whether the answer is a page of its own."""
    return response.mimetype == "text/html" and response.status_code not in (302, 303)


@pytest.mark.parametrize("role", ROLES)
def test_an_open_door_never_breaks(app: Flask, role: str) -> None:
    assert walk(app, role).broken == {}


@pytest.mark.parametrize("role", ROLES)
def test_a_get_changes_nothing(app: Flask, role: str) -> None:
    assert walk(app, role).changed <= DERIVED


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_well_made(app: Flask, role: str) -> None:
    pages = walk(app, role).pages
    assert [f"{page.endpoint} {page.status}: {one}" for page in pages for one in page.complaints()] == []


def leads_somewhere(address: MapAdapter, path: str, method: str, role: str) -> bool:
    """Whether a link or form of a page leads to a route that is open to this role; strangers at / may sign in first."""
    if (path, role) == ("/", "AN"):
        return True
    try:
        return allowed(address.match(path.partition("?")[0], method)[0], method, role)
    except HTTPException:
        return False


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_a_door_that_is_closed(app: Flask, role: str) -> None:
    doors = {door for page in walk(app, role).pages if page.status < 400 for door in page.doors if door[0]}
    address = app.url_map.bind("127.0.0.1")
    assert not {door for door in doors if not leads_somewhere(address, *door, role)}
