"""Reading the journal: what an auditor may see, filtered and in pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, Text, select, type_coerce
from sqlalchemy.orm import joinedload

from hospital_integrity.clock import start_of
from hospital_integrity.db import db
from hospital_integrity.journal.models import Event
from hospital_integrity.rules.credentials import number_key

PAGE, LAST = 50, 1_000_000
MOST_EXPORTED = 20_000


@dataclass(frozen=True)
class Filters:
    """What the auditor looks for; an empty field doesn't narrow. Days are days in China, both included."""

    verb: str = ""
    number: str = ""
    first: date | None = None
    last: date | None = None
    table: str = ""
    row: int | None = None


def events(page: int, filters: Filters = Filters()) -> Pagination:
    """One page of events, newest first, each with the number of the account that acted: two statements."""
    return db.paginate(_chosen(filters), page=min(page, LAST), per_page=PAGE, error_out=False)


def exported(filters: Filters) -> list[Event]:
    """The newest events that pass the filters, for a spreadsheet; at most `MOST_EXPORTED`."""
    return list(db.session.scalars(_chosen(filters).limit(MOST_EXPORTED)))


def event(id: int) -> Event:
    """One event with the account that acted."""
    return db.session.scalars(select(Event).options(joinedload(Event.actor)).where(Event.id == id)).one()


def verbs() -> list[str]:
    """The verbs that have occurred, in alphabetical order."""
    return list(db.session.scalars(select(Event.verb).distinct().order_by(Event.verb)))


def _chosen(filters: Filters) -> Select[tuple[Event]]:
    return select(Event).options(joinedload(Event.actor)).where(*_conditions(filters)).order_by(Event.id.desc())


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions = []
    if filters.verb:
        conditions.append(Event.verb == filters.verb)
    if filters.number:
        conditions.append(Event.actor.has(number=number_key(filters.number)))
    if filters.first:
        conditions.append(Event.at >= start_of(filters.first))
    if filters.last:
        conditions.append(Event.at < start_of(filters.last + timedelta(days=1)))
    if filters.table:
        conditions.append(type_coerce(Event.rows, Text).contains(_written(filters), autoescape=True))
    return conditions


def _written(filters: Filters) -> str:
    """A row as it stands in the stored list of rows, or its table alone."""
    table = json.dumps(filters.table, ensure_ascii=False)
    return f"[{table}," if filters.row is None else f"[{table},{filters.row}]"
