"""Record facts: checked with the edition in force, written once whatever is sent twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hospital_integrity import clock
from hospital_integrity.access import asker
from hospital_integrity.db import db
from hospital_integrity.departments.queries import home_department
from hospital_integrity.ledger import queries
from hospital_integrity.ledger.models import LedgerEntry
from hospital_integrity.ledger.operations.revisions import bump, keys_of
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.rules.edition import Edition
from hospital_integrity.rules.recording import Fact, check_author, check_fact, counting_year
from hospital_integrity.rules.saying import Refused


def record(fact: Fact, recorded_by: int | None) -> LedgerEntry:
    """Record one fact; see `record_all`."""
    return record_all([fact], recorded_by)[0]


def record_all(facts: Sequence[Fact], recorded_by: int | None) -> list[LedgerEntry]:
    """Record facts, or refuse them all with the first reason; homes are looked up by one statement a day.

    A fact whose nonce is known already is not written again: the row that stands is returned in its place.
    """
    queries.take_pen(alone=False)
    known = queries.entries_by_nonce([fact.nonce for fact in facts])
    new = [fact for fact in facts if fact.nonce not in known]
    sealed, today, moment = queries.sealed_years(), clock.today(), clock.now()
    editions = {year: edition_of(year) for year in {fact.happened_on.year for fact in new}}
    rows = [_row(fact, editions[fact.happened_on.year], sealed, today) for fact in new]
    _check_homes(new)
    for row in rows:
        row.recorded_by, row.recorded_at = recorded_by, moment
    db.session.add_all(rows)
    bump(key for row in rows for key in keys_of(row))
    db.session.flush()
    known.update({row.nonce: row for row in rows})
    return [known[fact.nonce] for fact in facts]


def _row(fact: Fact, edition: Edition, sealed: frozenset[int], today: date) -> LedgerEntry:
    item = check_fact(edition, fact, today)
    if asker().account_id is not None:  # what nobody in particular records (the demo, a command) is nobody's to refuse
        check_author(item, asker().roles)
    return LedgerEntry(
        nonce=fact.nonce,
        staff_id=fact.staff_id,
        department_id=fact.department_id,
        item=fact.item,
        happened_on=fact.happened_on,
        counts_in=counting_year(item, fact.happened_on, sealed, today),
        times=fact.times,
        points=fact.points,
        evidence=fact.evidence,
        attested=fact.attested,
        reason="",
    )


def _check_homes(facts: Iterable[Fact]) -> None:
    """A fact about a person notes the department that the person belonged to on the day."""
    days: dict[date, list[Fact]] = {}
    for fact in facts:
        if fact.staff_id is not None:
            days.setdefault(fact.happened_on, []).append(fact)
    for day, of_day in days.items():
        homes = home_department([fact.staff_id for fact in of_day if fact.staff_id is not None], day)
        for fact in of_day:
            if homes.get(fact.staff_id or 0) != fact.department_id:
                raise Refused("此人在 %(day)s 不属于这个科室，请核对工号、科室和日期", day=day)
