"""The assessment of 5,000 staff with 50 entries each: the cycle's computation, everybody's form, the year's archive."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextvars import Context
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from flask import Flask
from flask.testing import FlaskClient

from bench.measure import Row, least, once
from bench.plain_form import plain_form
from bench.stage import database_file, hospital
from bench.year import AFTER, EACH, PLACES, STAFF, TOTALS, YEAR, fill
from hospital_integrity.accounts.operations import start_session
from hospital_integrity.awards.models import Closing
from hospital_integrity.awards.operations import freeze
from hospital_integrity.clock import now
from hospital_integrity.closing.queries import outcome
from hospital_integrity.db import db
from hospital_integrity.demo.operations.register import make_departments
from hospital_integrity.ethics import pdf
from hospital_integrity.ethics.models import EthicsCycle
from hospital_integrity.ethics.queries import papers, people_in
from hospital_integrity.ethics.queries.archive import archived
from hospital_integrity.ethics.queries.papers import Wanted
from hospital_integrity.ethics.sheet import write_archive
from hospital_integrity.ethics.views.archives import summaries
from hospital_integrity.policy.operations import publish_shipped
from hospital_integrity.policy.queries import edition_of, newest
from hospital_integrity.ratings.queries import facts_of
from hospital_integrity.rules.archive_file import member, verify
from hospital_integrity.rules.award import seal_of_closing
from hospital_integrity.rules.everybody import rate_everybody
from tests import builders

PEOPLE, FEW = 80, 10
# A process inherits the peak of whoever starts it, so that a small one comes between.
BETWEEN = """
import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
VERIFY = """
import sys; from hospital_integrity.rules.archive_file import verify
with open(sys.argv[1], "rb") as file: wrong = list(verify(file, folding=sys.argv[2] == "fold"))
assert not wrong, wrong
"""


def rows() -> Iterator[Row]:
    """Build a judged year, measure it, freeze it, archive it."""
    with hospital(AFTER) as app:
        publish_shipped("default-2026")
        places = [place.id for place in make_departments(Random(1), PLACES)]
        db.session.commit()
        connection = sqlite3.connect(database_file(app))
        fill(connection, places)
        _judge(connection)
        yield _cycle(connection)
        yield from _forms()
        yield _department_page(app, connection)
        connection.close()
        yield from _archive(app)


def _judge(connection: sqlite3.Connection) -> None:
    """Three stages on everybody: self and office agree, every tenth is moved by the department."""
    marks = (
        (f"m{n}-{stage}", n, f"stage.{stage}", "0.5" if stage == "department" and not n % 10 else "0", "同意")
        for n in range(1, STAFF + 1)
        for stage in ("self", "department", "office")
    )
    connection.executemany(
        "INSERT INTO marks (nonce, subject_kind, subject_id, year, sheet, heading, value, comment, rater, recorded_at)"
        f" VALUES (?, 'staff', ?, {YEAR}, ?, '', ?, ?, '', '2027-01-05 00:00:00.000000')",
        marks,
    )
    connection.commit()


def _cycle(connection: sqlite3.Connection) -> Row:
    edition = edition_of(YEAR)
    totals = least(lambda: connection.execute(TOTALS).fetchall(), 5)
    facts = list(facts_of("staff", YEAR).values())
    spent = least(lambda: rate_everybody(edition, facts), 2)
    title = f"a cycle: stages, vetoes, quota, reasons; {STAFF:,} staff × {EACH}"
    return Row(title, "SQL totals of the same rows", totals, spent, "≤ 15×")


def _forms() -> Iterator[Row]:
    found: list[object] = []
    read = once(lambda: found.extend(papers.registrations(Wanted(YEAR))))
    forms, day, made = found, date(YEAR + 1, 1, 8), []
    plain_form(forms[0])
    plain = least(lambda: [plain_form(one) for one in forms[:FEW]], 2) / FEW * len(forms)
    drawn = once(lambda: made.append(pdf.draw_registrations(forms, day, forms[0].hospital)))
    floor = f"a platypus file each, {FEW} made, times {len(forms) // FEW}"
    size = f"{len(made[0]) >> 20} MiB; words prepared in {read:.1f} s besides"
    yield Row(f"{len(forms):,} registration forms in one file", floor, plain, drawn, "≤ 0.2×", size)
    yield Row("the same, facts read and judged stage by stage", floor, plain, drawn + read, "≤ 0.2×")


def _department_page(app: Flask, connection: sqlite3.Connection) -> Row:
    """The page on which the office judges 80 people, beside the same page with nobody and its rows read and folded."""
    nobody, place = builders.department("空科室").id, builders.department("八十人科").id
    builders.kept(EthicsCycle(year=YEAR, opened_at=now()))
    owner = builders.account("EO")
    db.session.commit()
    connection.execute("UPDATE memberships SET department_id = ? WHERE staff_id <= ?", (place, PEOPLE))
    connection.commit()
    client, address = _signed_in(app, owner), f"/ethics/{YEAR}/office/"
    page = Context().run(client.get, f"{address}{place}")
    assert page.status_code == 200, page.status
    count = page.get_data(as_text=True).count('<th scope="row">')
    full, empty = (least(lambda at=at: Context().run(_ask, client, f"{address}{at}"), 3) / 5 for at in (place, nobody))
    read = least(lambda: Context().run(_read, app, place), 3)
    floor = "the page with nobody, and its rows read and folded"
    note = f"{count} people, {len(page.data) >> 10} KB; empty page {empty * 1000:.0f} ms, rows {read * 1000:.0f} ms"
    return Row(f"a department's page of {PEOPLE} people", floor, empty + read, full, "≤ 2×", note)


def _signed_in(app: Flask, owner: object) -> FlaskClient:
    token, _ = start_session(owner)
    db.session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def _ask(client: FlaskClient, address: str) -> None:
    for _ in range(5):
        client.get(address)


def _read(app: Flask, place: int) -> None:
    with app.app_context():
        people_in(place, YEAR)
        db.session.rollback()


def _archive(app: Flask) -> Iterator[Row]:
    _freeze()
    folder = database_file(app).parent
    made = _peak("-m", "hospital_integrity.cli", "archive-year", str(YEAR), str(folder / "y.zip"), HI_VAR=str(folder))
    year, target = archived(YEAR), io.BytesIO()
    spent = once(lambda: write_archive(target, year, summaries(year), lambda: None))
    body = target.getvalue()
    with ZipFile(target) as package:
        members = {name: package.read(name) for name in package.namelist()}
    size = sum(map(len, members.values())) >> 20
    note = f"{len(body) >> 20} MiB, {size} MiB unpacked; by the command {made} MiB of memory at most, goal < 300"
    zipped = least(lambda: _zip(members), 2)
    yield Row("the archive of a year", "writing and zipping the same bytes", zipped, spent, "≤ 3×", note)
    members.clear()
    yield from _verified(body)


def _verified(body: bytes) -> Iterator[Row]:
    unzipped = least(lambda: _unzip(body), 2)
    hashed = least(lambda: list(verify(io.BytesIO(body), folding=False)), 2)
    with TemporaryDirectory(prefix="hi-archive-") as folder:
        file, peaks = Path(folder) / "year.zip", []
        file.write_bytes(body)
        light = _peak("-c", VERIFY, str(file), "files")
        folded = once(lambda: peaks.append(_peak("-c", VERIFY, str(file), "fold")))
    floor, most = "unzipping and hashing", "MiB at most in a process of its own, goal < 300"
    yield Row("its files verified", floor, unzipped, hashed, "≤ 3×", f"{light} {most}")
    title = "verified, every result sealed, folded and laid out again"
    yield Row(title, floor, unzipped, folded, "—", f"{peaks[0]} {most}; imports included")


def _freeze() -> None:
    found = outcome(YEAR)
    seals = [one["sha256"] for one in found.awards]
    day, document = date(YEAR + 1, 1, 8), "江一医纪〔2027〕1号"
    sha256 = seal_of_closing(found.edition.sha256, document, day, seals)
    told = {"year": YEAR, "round": 1, "edition_id": newest().id, "document_no": document, "decided_on": day}
    freeze(Closing(**told, confirmed_at=now(), sha256=sha256), found.awards)
    db.session.commit()
    db.session.expunge_all()


def _zip(members: dict[str, bytes]) -> None:
    with ZipFile(io.BytesIO(), "w") as package:
        for name, body in members.items():
            package.writestr(member(name), body)


def _unzip(body: bytes) -> None:
    with ZipFile(io.BytesIO(body)) as package:
        for name in package.namelist():
            with package.open(name) as stream:
                found = hashlib.sha256()
                while piece := stream.read(1 << 18):
                    found.update(piece)


def _peak(*command: str, **environ: str) -> int:
    """MiB that a process of its own takes at most."""
    between = [sys.executable, "-c", BETWEEN, sys.executable, *command]
    told = subprocess.run(between, capture_output=True, text=True, check=True, env={**os.environ, **environ})
    return int(told.stdout) // 1024
