"""Every page, as each role sees it through the front door: one heading, a title, labels, a token in each form."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.test import TestResponse

from tests import builders
from tests.house import world
from tests.house.test_matrix import allowed

ROLES = "AN ST GM DH OF RV PB AH EO HR SA SE AU".split()
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
VOID = set("area base br col embed hr img input link meta source track wbr".split())


class Page(HTMLParser):
    """What a screen reader and a browser would complain about."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__()
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
        yield from (f"{self.headings} h1" for _ in range(self.headings != 1))
        yield from ("no title" for _ in range(not self.titles.strip()))
        yield from ("no language" for _ in range(not self.language))
        yield from (f"no token: {form}" for form in self.forms_without_token)
        yield from (f"no label: {one.get('name')}" for one in self.fields if one.get("id") not in self.labelled)
        yield from (f"twice: {one}" for one in sorted({one for one in self.ids if self.ids.count(one) > 1}))
        yield from (f"inline: {one}" for one in self.inline)


def pages(app: Flask, role: str) -> Iterator[tuple[str, TestResponse]]:
    """Every page that answers this role with a page of its own, by endpoint; breaking ones included."""
    app.config.update(WTF_CSRF_ENABLED=True, PROPAGATE_EXCEPTIONS=False)
    world.furnish()
    client = app.test_client()
    if role != "AN":
        builders.let_in(client, builders.account(role))
    for rule, method in world.rules(app):
        response = world.send(app, client, rule, method) if method == "GET" and rule.endpoint != "static" else None
        if response is not None and response.mimetype == "text/html" and response.status_code not in (302, 303):
            yield rule.endpoint, response


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_well_made(app: Flask, role: str) -> None:
    wrong = []
    for endpoint, response in pages(app, role):
        wrong += [f"{endpoint} breaks"] if response.status_code >= 500 else []
        wrong += [f"{endpoint} {response.status_code}: {one}" for one in Page(response).complaints()]
    assert not wrong, "\n".join(wrong)


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
    doors = {
        door
        for _, response in pages(app, role)
        if response.status_code < 400
        for door in Page(response).doors
        if door[0]
    }
    address = app.url_map.bind("127.0.0.1")
    assert not {door for door in doors if not leads_somewhere(address, *door, role)}
