"""The demo's past happens on its own days: facts are recorded month by month, decisions are dated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import groupby

from flask import current_app

from hospital_integrity import clock
from hospital_integrity.ledger import operations as ledger
from hospital_integrity.rules.recording import Fact

RECORDING_DAY = 5


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside this block it is that moment (UTC): what the demo does last year bears last year's date."""
    before = current_app.config.get("CLOCK")
    current_app.config["CLOCK"] = lambda: moment
    try:
        yield
    finally:
        current_app.config["CLOCK"] = before


def record_monthly(facts: Iterable[Fact]) -> list[ledger.LedgerEntry]:
    """Record the facts of each month early in the next one (those of the running month now); gives the rows."""
    dated, rows = sorted(facts, key=lambda fact: (fact.happened_on, fact.nonce)), []
    for first, of_month in groupby(dated, key=lambda fact: fact.happened_on.replace(day=1)):
        with at(min(_recording_moment(first), clock.now())):
            rows += ledger.record_all(list(of_month), None)
    return rows


def _recording_moment(first_of_month: date) -> datetime:
    day = (first_of_month + timedelta(31)).replace(day=RECORDING_DAY)
    return datetime(day.year, day.month, day.day, 1)
