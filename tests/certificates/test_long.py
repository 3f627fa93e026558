"""Many papers at once are issued and printed by jobs: the same papers, all or none."""

from __future__ import annotations

import pytest

from hospital_integrity.app import worker
from hospital_integrity.awards.queries import closing_of
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations import issue_all
from hospital_integrity.certificates.queries import issuable
from hospital_integrity.certificates.views import issuing, lists
from hospital_integrity.db import db
from tests.closing import year as years
from tests.house import world

NONCE = {"nonce": "a" * 32}


@pytest.fixture(autouse=True)
def one_is_many(monkeypatch):
    monkeypatch.setattr(issuing, "LONG", 0)
    monkeypatch.setattr(lists, "LONG", 0)


def worked(app, client, answer):
    """Let the worker do what was asked for; the job's page."""
    assert (answer.status_code, answer.location.startswith("/jobs/")) == (303, True)
    db.session.commit()
    assert worker(app).run_one()
    return client.get(answer.location).text


def issued(app, client, closing):
    chosen = [one.id for one in issuable(closing, "staff")]
    return worked(app, client, client.post("/certificates/issue/2026/staff", data={**NONCE, "awards": chosen}))


def test_many_papers_are_issued_by_a_job_with_one_event(app, sign_in):
    years.close(years.over(app))
    page = issued(app, sign_in("OF"), closing_of(2026))
    assert "已签发 1 份证书" in page
    assert (db.session.query(Certificate).count(), world.verbs().count("certificates.issued")) == (1, 1)


def test_a_name_that_cannot_be_drawn_is_named_and_nothing_is_issued(app, sign_in):
    year = years.over(app)
    year.doctor.name = "张\U0003106c"
    page = issued(app, sign_in("OF"), years.close(year))
    assert ("没有签发：张\U0003106c" in page, db.session.query(Certificate).count()) == (True, 0)


def test_the_printers_file_is_made_by_a_job_and_is_the_same(app, sign_in):
    closing = years.close(years.over(app))
    issue_all(closing.id, "staff", pdf.check)
    client = sign_in("OF")
    assert "生成打印文件" in client.get("/certificates").text
    page = worked(app, client, client.post("/certificates/print/2026/staff", data=NONCE))
    assert ("certificates-2026-staff.pdf" in page, client.get("/jobs/1/files/1").data[:5]) == (True, b"%PDF-")


def test_a_long_file_is_not_drawn_while_somebody_waits(app, sign_in):
    closing = years.close(years.over(app))
    issue_all(closing.id, "staff", pdf.check)
    answer = sign_in("OF").get("/certificates/print/2026/staff")
    assert (answer.status_code, "在后台生成" in answer.text) == (422, True)
