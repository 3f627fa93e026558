"""Closing a year of 5,000 staff with 50 entries each, beside a scan, SQL totals and an ORM loop over the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from bench import naive
from bench.measure import Row, least, once
from bench.stage import database_file, hospital
from hospital_integrity.closing.queries import outcome
from hospital_integrity.db import db
from hospital_integrity.demo.operations.register import make_departments
from hospital_integrity.policy.operations import publish_shipped
from hospital_integrity.policy.queries import edition_of
from hospital_integrity.ratings.operations import refresh
from hospital_integrity.ratings.queries import everybody, facts_of, ratings_of, tried
from hospital_integrity.rules.edition import parse
from hospital_integrity.rules.everybody import rate_everybody

STAFF, EACH, PLACES, YEAR = 5000, 50, 115, 2026
AFTER = datetime(YEAR + 1, 1, 10, 2)
ITEMS = [f"R{number:02}" for number in range(1, 33)]
OF_A_YEAR = "FROM entries WHERE counts_in = 2026"
SCAN = f"SELECT sum(times), count(*) {OF_A_YEAR}"
TOTALS = """SELECT e.staff_id, sum(e.times * w.worth), sum(CASE WHEN w.worth < 0 THEN e.times * w.worth ELSE 0 END)
    FROM entries e JOIN bench_items w ON w.key = e.item WHERE e.counts_in = 2026 GROUP BY e.staff_id"""
OF_ONE = TOTALS.replace("GROUP BY", "AND e.staff_id = ? GROUP BY")


def rows() -> Iterator[Row]:
    """Build the year, then measure it in one process."""
    with hospital(AFTER) as app:
        publish_shipped("default-2026")
        places = [place.id for place in make_departments(Random(1), PLACES)]
        db.session.commit()
        connection = sqlite3.connect(database_file(app))
        fill(connection, places)
        yield from _measured(connection, app.config["SQLALCHEMY_DATABASE_URI"])
        connection.close()


def fill(connection: sqlite3.Connection, places: list[int]) -> None:
    """5,000 staff, their departments and 50 entries of each, straight into the tables."""
    random, first = Random(7), date(YEAR, 1, 1)
    staff = [(n, f"{n:06}", f"员工{n}", "yg", "yg", "doctor", "主治医师", "2020-01-01", 1) for n in range(1, STAFF + 1)]
    homes = [(n, places[n % PLACES], "2020-01-01") for n in range(1, STAFF + 1)]
    entries = (
        (f"b{n}-{k}", n, places[n % PLACES], random.choice(ITEMS), str(first + timedelta(random.randrange(365))))
        for n in range(1, STAFF + 1)
        for k in range(EACH)
    )
    connection.executemany(
        "INSERT INTO staff (id, number, name, pinyin, initials, profession, title, hired_on, version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        staff,
    )
    connection.executemany("INSERT INTO memberships (staff_id, department_id, from_day) VALUES (?, ?, ?)", homes)
    connection.executemany(
        "INSERT INTO entries (nonce, staff_id, department_id, item, happened_on, counts_in, times, evidence, attested,"
        " reason, recorded_at) VALUES (?, ?, ?, ?, ?, 2026, 1, '月度督查表', '', '', '2027-01-05 00:00:00.000000')",
        entries,
    )
    connection.commit()
    items = edition_of(YEAR).items
    db.session.rollback()
    connection.execute("CREATE TABLE bench_items (key TEXT PRIMARY KEY, name TEXT NOT NULL, worth INTEGER NOT NULL)")
    worths = [(key, items[key].name, int(items[key].worth["staff"] * 100)) for key in ITEMS]
    connection.executemany("INSERT INTO bench_items VALUES (?, ?, ?)", worths)
    connection.commit()


def _measured(connection: sqlite3.Connection, address: str) -> Iterator[Row]:
    edition = edition_of(YEAR)
    scan = least(lambda: connection.execute(SCAN).fetchall(), 5)
    totals = least(lambda: connection.execute(TOTALS).fetchall(), 5)
    facts = list(facts_of("staff", YEAR).values())
    fold = least(lambda: rate_everybody(edition, facts), 2)
    facts.clear()
    staff = least(lambda: ratings_of("staff", YEAR), 2)
    loop = once(lambda: naive.loop(address))
    whole = least(lambda: rate_everybody(edition, everybody(YEAR).values()), 2)
    simple = "the loop adds up and says why; it knows no headings, caps, ceilings or quota"
    title = f"fold, quota, reasons: {STAFF:,} staff × {EACH} entries"
    yield Row(title, "SQL totals of the same rows", totals, fold, "≤ 15×")
    yield Row("the same, rows read too", "plain SQL scan of the same rows", scan, staff)
    yield Row("the same, rows read too", "SQL totals of the same rows", totals, staff)
    yield Row(
        "the same, rows read too",
        "ORM loop with reasons",
        loop,
        staff,
        "≤ 0.25×",
        simple,
    )
    yield Row("departments rated from the same rows as well", "plain SQL scan of the same rows", scan, whole)
    yield _one_of_them(connection)
    yield from _trying(staff)
    yield _sealing(scan)


def _one_of_them(connection: sqlite3.Connection) -> Row:
    """One person's rating folded anew, as it is when somebody looks after a new entry; a different person each time."""
    people = iter(range(1, STAFF))
    probe = least(lambda: connection.execute(OF_ONE, (next(people),)).fetchall(), 20)
    spent = least(lambda: ratings_of("staff", YEAR, [next(people)]), 40)
    note = f"{spent * 1000:.1f} ms"
    return Row("one person refolded, rows read too", "SQL totals of that person", probe, spent, "≤ 5 ms", note)


def _trying(floor: float) -> Iterator[Row]:
    """A draft on the same rows, beside the standings that are shown: read, folded once more, compared, explained."""
    draft = parse(edition_of(YEAR).text.replace('staff = "0.5"', 'staff = "0.75"').replace("share = 15", "share = 20"))
    refresh("staff", YEAR)
    spent = least(lambda: tried("staff", YEAR, draft), 2)
    db.session.rollback()
    yield Row(
        "what-if: a draft on the year, beside its standings", "the fold itself, rows read too", floor, spent, "< 2×"
    )


def _sealing(scan: float) -> Row:
    """What closing adds to the fold: every award with its whole inputs as canonical JSON, and its hash."""
    found = outcome(YEAR)
    spent = once(lambda: found.digest)
    return Row("every award with its whole inputs, hashed", "plain SQL scan of the same rows", scan, spent)
