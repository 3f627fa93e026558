"""Many papers at once are issued and printed by jobs: the same papers, all or none."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from hospital_integrity.app import worker
from hospital_integrity.awards.queries import closing_of
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.models import Certificate
from hospital_integrity.certificates.operations import issue_all, keep_file, revoke
from hospital_integrity.certificates.queries import issuable
from hospital_integrity.certificates.views import ordering, prints
from hospital_integrity.db import db
from tests.closing import year as years
from tests.house import world

NONCE = {"nonce": "a" * 32}


@pytest.fixture(autouse=True)
def one_is_many(monkeypatch):
    monkeypatch.setattr(ordering, "LONG", 0)
    monkeypatch.setattr(prints, "LONG", 0)
    monkeypatch.setattr(prints, "AT_ONCE", 0)


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


def printed(client, **asked):
    """The address of a print that was registered."""
    data = {**NONCE, "sorting": "serial", "shape": "sheet", "copies": "1", **asked}
    return client.post("/certificates/print", data=data).location


@pytest.fixture
def paper(app):
    return issue_all(years.close(years.over(app)).id, "staff", pdf.check)[0]


def test_a_long_printers_file_is_made_by_a_job(app, paper, sign_in):
    client = sign_in("OF")
    page = client.get(printed(client)).text
    assert ("看文件生成进度" in page, worker(app).run_one()) == (True, True)
    assert client.get("/jobs/1/files/1").data[:5] == b"%PDF-"


def test_a_long_file_is_not_drawn_while_somebody_waits(paper, sign_in):
    client = sign_in("OF")
    answer = client.get(f"{printed(client)}/file")
    assert (answer.status_code, "在后台生成" in answer.text) == (422, True)


def test_a_job_does_not_print_what_was_revoked_meanwhile(app, paper, sign_in):
    client = sign_in("OF")
    printed(client)
    revoke(paper.id, "姓名有误")
    db.session.commit()
    worker(app).run_one()
    assert "已经作废" in client.get("/jobs/1").text


def test_single_files_of_a_large_zip_are_drawn_by_a_job_that_goes_on_where_it_stopped(app, paper, sign_in):
    client = sign_in("OF")
    address = printed(client, shape="zip")
    assert client.get(f"{address}/file").status_code == 422
    keep_file(paper.id, lambda: b"drawn before the worker died")
    db.session.commit()
    worker(app).run_one()
    with ZipFile(BytesIO(client.get(f"{address}/file", buffered=True).data)) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [b"drawn before the worker died"]
