"""The papers of a year: a form for each person, counts by department, everything undrawable named at once."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import event

from hospital_integrity.app import worker
from hospital_integrity.db import db
from hospital_integrity.ethics.queries import papers as queries
from hospital_integrity.ethics.queries.papers import Wanted
from hospital_integrity.ethics.views import papers as views
from hospital_integrity.jobs.models import Job, JobFile
from tests import builders

YEAR = 2026
ADDRESS = f"/ethics/{YEAR}/papers"


def texts(data: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


@pytest.fixture
def place(app: Flask):
    """A department with two people who share a name; one has a praise and an absence."""
    builders.edition()
    place = builders.department("心内科")
    first, _ = builders.member(place, "李𬭎"), builders.member(place, "李𬭎")
    builders.entry(first, "R10"), builders.entry(first, "R20", evidence="值班表")
    return place


def statements(work) -> int:
    heard: list[object] = []
    db.session.flush(), db.session.expire_all()
    event.listen(db.engine, "before_cursor_execute", lambda *told: heard.append(told))
    work()
    return len(heard)


def asked(client, kind="registration", shape="pdf", **more):
    return client.post(ADDRESS, data={"kind": kind, "shape": shape, "nonce": "0" * 32, "department_id": "", **more})


def test_each_person_has_a_sheet_with_name_reasons_and_grade(place):
    found = queries.registrations(Wanted(YEAR))
    pages = texts(views.pdf.draw_registrations(found, queries.paper_day(YEAR), "江州医院"))
    assert len(pages) == len(found) == 2
    assert all(word in pages[0] for word in ("医务人员医德考评表", "李𬭎", "心内科", "一票否决", "考评等次"))


def test_the_same_forms_make_the_same_bytes(place):
    found, day = queries.registrations(Wanted(YEAR)), queries.paper_day(YEAR)
    assert views.pdf.draw_registrations(found, day, "甲") == views.pdf.draw_registrations(found, day, "甲")


def test_every_text_that_no_font_draws_is_named_and_nothing_is_made(place, sign_in):
    builders.member(place, "王\U00031350"), builders.member(place, "赵\U00031351")
    answer = asked(sign_in("EO"))
    assert answer.status_code == 422
    assert "U+31350" in answer.text and "U+31351" in answer.text


def test_more_people_add_no_statement(place):
    few = statements(lambda: queries.registrations(Wanted(YEAR)))
    for _ in range(5):
        builders.member(place)
    assert statements(lambda: queries.registrations(Wanted(YEAR))) == few


@pytest.mark.parametrize(("kind", "rows"), [("registration", 3), ("departments", 1), ("report", 3)])
def test_each_paper_comes_as_a_workbook_too(place, sign_in, kind, rows):
    answer = asked(sign_in("EO"), kind, "xlsx")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet.max_row - 1 >= rows
    assert "日志第" in sheet.cell(2, sheet.max_column).value


@pytest.mark.parametrize("kind", ["departments", "report"])
def test_counts_come_as_paper(place, sign_in, kind):
    answer = asked(sign_in("EO"), kind)
    assert answer.mimetype == "application/pdf"
    assert "应参加考评" in "".join(texts(answer.data))


def test_namesakes_of_a_department_are_told_apart_by_their_number(place):
    found = queries.counted(YEAR)
    assert found.total.expected == 2
    assert {one.name for one in found.departments} == {"心内科"}


def test_a_long_batch_is_made_by_a_job(app, place, sign_in, monkeypatch):
    monkeypatch.setattr(views, "LONG", 1)
    assert "/jobs/" in asked(sign_in("EO")).location
    assert worker(app).run_one()
    assert db.session.query(Job).one().state == "done"
    assert len(texts(db.session.query(JobFile).one().body)) >= 2


def test_a_head_prints_the_own_department_only(place, sign_in):
    builders.member(builders.department("骨科"))
    answer = asked(sign_in("DH", place=place), "departments", "xlsx")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["心内科"]


def test_one_prints_the_own_form_and_nobody_elses(place, sign_in):
    other, mine = builders.member(place), builders.member(place)
    client = sign_in("ST", person=mine)
    assert client.post(f"/ethics/{YEAR}/people/{mine.id}/form").mimetype == "application/pdf"
    assert client.post(f"/ethics/{YEAR}/people/{other.id}/form").status_code == 404
