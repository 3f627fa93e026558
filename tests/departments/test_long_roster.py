"""A roster of more rows than a request waits for: read by a job, looked at, written by a job, whole or not at all."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO

import pytest

from hospital_integrity.app import worker
from hospital_integrity.db import db
from hospital_integrity.departments import sheet
from hospital_integrity.departments.models import Membership, RegisterImport, Staff
from hospital_integrity.jobs.models import Job
from tests import builders
from tests.house import world

TITLES = [column.title for column in sheet.STAFF_COLUMNS]
ROWS = 5_020


def roster(bad: int = 0) -> BytesIO:
    """A file of `ROWS` people; row `bad` names a department that doesn't exist."""
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(TITLES)
    for n in range(1, ROWS + 1):
        place = "没有" if n == bad else "内科"
        lines.writerow([f"R{n:05}", "李想", place, "医师", "主治医师", "2020-01-01", ""])
    return BytesIO(text.getvalue().encode("utf-8-sig"))


@pytest.fixture
def officer(both, sign_in):
    builders.department("内科", code="A03")
    return sign_in("OF")


def send(app, officer, file):
    """Upload the file and let the worker read it; the job's page."""
    data = {"nonce": "a" * 32, "day": "2026-06-01", "file": (file, "名册.csv")}
    answer = officer.post("/staff/upload", data=data)
    assert (answer.status_code, answer.location.startswith("/jobs/")) == (303, True)
    return worked(app, officer, answer)


def worked(app, officer, answer):
    db.session.commit()
    assert worker(app).run_one()
    return officer.get(answer.location).text


def confirm(app, officer, page):
    """Confirm the preview that the job's page leads to and let the worker write; the job's page."""
    preview = re.search(r'href="(/staff/imports/\d+)"', page)[1]
    seen = re.search(r'name="seen"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="seen"', officer.get(preview).text)
    data = {"nonce": "b" * 32, "seen": seen[1] or seen[2]}
    return worked(app, officer, officer.post(preview, data=data))


def test_a_long_roster_is_read_and_written_by_jobs(both, officer):
    page = confirm(both, officer, send(both, officer, roster()))
    assert "已导入" in page
    people = db.session.query(Staff).filter(Staff.name == "李想")
    assert people.join(Membership).count() == ROWS
    assert world.verbs().count("register.imported") == 1


def test_names_do_not_stay_in_the_job(both, officer):
    send(both, officer, roster())
    job = db.session.query(Job).one()
    assert (job.kept, db.session.query(RegisterImport).one().state) == ({}, "preview")


def test_a_bad_cell_comes_back_marked_and_nothing_is_kept(both, officer):
    page = send(both, officer, roster(bad=5_000))
    assert ("1 处问题" in page, "已标注" in page) == (True, True)
    assert db.session.query(RegisterImport).count() == 0
