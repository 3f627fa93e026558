"""The journal: what is noted, that it can't be changed, and what an auditor sees of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from hospital_integrity.access import Asker, acting
from hospital_integrity.clock import now
from hospital_integrity.db import db
from hospital_integrity.journal import queries
from hospital_integrity.journal.models import Event
from hospital_integrity.journal.operations import note
from hospital_integrity.journal.queries import Filters
from tests import builders

Enter = Callable[..., FlaskClient]


def noted(verb: str = "entry.recorded", row: int = 17, **details: object) -> Event:
    """A flushed event about an entry."""
    event = note(verb, [("entries", row)], **details)
    db.session.flush()
    return event


def found(**filters: object) -> list[str]:
    """The verbs that the filters let through, newest first."""
    return [event.verb for event in queries.events(1, Filters(**filters)).items]


@pytest.mark.both
def test_an_event_says_who_when_where_and_what(app: Flask) -> None:
    owner = builders.account("OF")
    person = Asker(owner.id, owner.staff_id, "李文", frozenset({"ST", "OF"}))
    with acting(person), app.test_request_context(environ_base={"REMOTE_ADDR": "10.0.0.7"}), acting(person):
        event = noted(sha256="ab")
    assert (event.actor_id, event.role, event.at, event.address) == (owner.id, "OF,ST", now(), "10.0.0.7")
    assert (event.rows, event.details) == ([["entries", 17]], {"sha256": "ab"})


def test_a_command_acts_as_the_system(app: Flask) -> None:
    event = noted()
    assert (event.actor_id, event.role, event.address) == (None, "system", "")


@pytest.mark.both
@pytest.mark.parametrize("deed", ["UPDATE journal_events SET verb = 'x'", "DELETE FROM journal_events"])
def test_the_database_refuses_to_change_an_event(app: Flask, deed: str) -> None:
    noted()
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(deed))


@pytest.mark.both
def test_an_event_shares_the_fate_of_its_decision(app: Flask) -> None:
    noted()
    db.session.rollback()
    assert found() == []


@pytest.mark.both
def test_filters_narrow_by_verb_row_day_and_account(app: Flask) -> None:
    owner = builders.account("OF")
    noted("a", row=17)
    noted("b", row=170)
    with acting(Asker(owner.id, None, "", frozenset())):
        note("c", [("staff", 17)])
    assert found(verb="a") == ["a"]
    assert found(table="entries", row=17) == ["a"]
    assert found(table="entries") == ["b", "a"]
    assert found(number=f" {owner.number} ") == ["c"]
    assert found(first=date(2026, 11, 20), last=date(2026, 11, 20)) == ["c", "b", "a"]
    assert found(first=date(2026, 11, 21)) == found(last=date(2026, 11, 19)) == []


@pytest.mark.parametrize("table", ['"', "%", "_", "entries\\", "x" * 60])
def test_an_odd_table_finds_nothing(app: Flask, table: str) -> None:
    noted()
    assert found(table=table) == []


def test_days_begin_in_china(app: Flask) -> None:
    app.config["CLOCK"] = lambda: datetime(2026, 11, 20, 17)
    noted()
    assert found(first=date(2026, 11, 21)) == ["entry.recorded"]


def test_pages_hold_fifty_events_in_two_statements(app: Flask) -> None:
    for row in range(60):
        noted(row=row)
    page = queries.events(2)
    assert (page.total, page.pages, len(page.items)) == (60, 2, 10)


def test_the_auditor_sees_numbers_and_no_names(sign_in: Enter) -> None:
    client = sign_in("AU")
    owner = builders.account("OF", builders.member(name="独孤求败"))
    with acting(Asker(owner.id, None, "独孤求败", frozenset({"OF"}))):
        noted()
    page = client.get("/journal").text
    assert owner.number in page and "独孤求败" not in page


@pytest.mark.parametrize(
    "query", ["page=99999999999999999999", "first=x", "row=-1", "verb=%00", "table=%22", "_scheme=x"]
)
def test_odd_searches_are_answered(sign_in: Enter, query: str) -> None:
    assert sign_in("AU").get(f"/journal?{query}").status_code == 200


def test_the_export_says_who_took_it_and_is_an_event_itself(sign_in: Enter) -> None:
    client = sign_in("AU")
    noted(reason="=1+1")
    answer = client.post("/journal/export?verb=entry.recorded")
    cells = [str(cell) for row in load_workbook(io.BytesIO(answer.data)).active.values for cell in row if cell]
    taken = db.session.scalars(select(Event).where(Event.verb == "journal.exported")).one()
    assert taken.details["count"] == 1 and any(client.account.number in cell for cell in cells)
    assert "entries 17" in cells


@pytest.mark.parametrize("role", ["OF", "SA", "SE", "PB"])
def test_only_the_auditor_reads_the_journal(sign_in: Enter, role: str) -> None:
    client = sign_in(role)
    assert [client.get("/journal").status_code, client.post("/journal/export").status_code] == [403, 403]
    assert found() == ["authz.denied", "authz.denied"]
