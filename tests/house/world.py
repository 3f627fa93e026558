"""Looking at a whole database at once, and sending the smallest request to any route."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from hospital_integrity.db import Base, db
from hospital_integrity.journal.models import Event
from tests import builders
from tests.board.furnished import remedied
from tests.closing.furnished import decision
from tests.ledger.suspected import suspected
from tests.sanctions.sanctioned import sanctioned

NAMED = {"year": 2026, "kind": "department", "key": "R01"}


def counts() -> Counter[str]:
    """How many rows each table has."""
    tables = Base.metadata.sorted_tables
    row = db.session.execute(select(*(select(func.count()).select_from(t).scalar_subquery() for t in tables))).one()
    return Counter(dict(zip((table.name for table in tables), row, strict=True)))


def furnish() -> None:
    """A hospital with a little of everything, so that pages have something to show."""
    edition = builders.edition()
    builders.edition_draft()
    place = builders.department("心内科")
    person = builders.member(place)
    builders.entry(None, "W1", place, evidence="谈话台账")
    builders.past_stars(place, {2024: 2, 2025: 3})
    builders.star_proposal(place)
    builders.board_entry(builders.entry(person, "R05"))
    builders.letter(builders.grid_appointment(person, place))
    builders.grid_record(person, place)
    builders.intake_case(person, place)
    builders.grid_meeting()
    builders.job()
    builders.score_sheet(place)
    builders.certificate_print()
    sanctioned(person)
    suspected(person)
    remedied(person)
    builders.absence(builders.member(place, "李明"))
    builders.branch(place)
    builders.ethics_cycle(2026)
    decision(place, edition.id)


def verbs() -> list[str]:
    """The verbs of all journal events, oldest first."""
    return list(db.session.scalars(select(Event.verb).order_by(Event.id)))


def last_verb() -> str | None:
    """The verb of the newest journal event."""
    return db.session.scalar(select(Event.verb).order_by(Event.id.desc()).limit(1))


def address(app: Flask, rule: Rule) -> str:
    """An address that this rule matches, every blank filled."""
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("127.0.0.1")
        return adapter.build(rule.endpoint, {name: sample(rule, name) for name in rule.arguments})


def sample(rule: Rule, name: str) -> Any:
    """A value for one blank of a rule: the present year, the first choice, 1, or x."""
    converter = rule._converters[name]
    kind = type(converter).__name__
    if kind == "AnyConverter":
        return converter.regex.removeprefix("(?:").rstrip(")").split("|")[0]
    return NAMED.get(name, 1 if kind == "IntegerConverter" else "x")


def rules(app: Flask) -> list[tuple[Rule, str]]:
    """Every (rule, method), HEAD and OPTIONS left out."""
    found = (
        (rule, method) for rule in app.url_map.iter_rules() for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )
    return sorted(found, key=lambda pair: (pair[0].endpoint, pair[1]))


def send(app: Flask, client: FlaskClient, rule: Rule, method: str) -> TestResponse:
    """The smallest request of this kind."""
    return client.open(address(app, rule), method=method)
