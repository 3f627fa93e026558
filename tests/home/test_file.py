"""The ethics file over the years: years assessed here and brought from papers, for the person, the head, the office."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from hospital_integrity.awards.models import HistoryImport, ImportedAward
from hospital_integrity.clock import now
from hospital_integrity.home.queries.record import ethics_file
from tests import builders
from tests.closing import year as years


@pytest.fixture
def year(app: Flask):
    """A closed year, and 2024 from a paper."""
    found = years.over(app)
    years.close(found)
    kept = builders.kept(HistoryImport(nonce="h", filename="x", sha256="0" * 64, rows=[], imported_at=now()))
    told = {"document_no": "旧3号", "decided_on": date(2025, 1, 9), "source": "档案室第 5 盒"}
    about = {"subject_kind": "staff", "subject_id": found.doctor.id, "name": found.doctor.name}
    builders.kept(ImportedAward(import_id=kept.id, year=2024, stars=0, level="良好", **about, **told))
    return found


def test_the_newest_year_comes_first_and_papers_say_where_they_lie(year):
    found = ethics_file(year.doctor.id)
    assert [(one.year, one.level, one.source) for one in found.years] == [
        (2026, "优秀", ""),
        (2024, "良好", "档案室第 5 盒"),
    ]
    assert found.years[0].gained > 0 and found.years[1].score is None


def test_a_person_sees_the_own_file_and_nobody_elses(year, sign_in):
    client = sign_in("ST", person=year.doctor, place=year.place)
    page = client.get(f"/staff/{year.doctor.id}/file")
    assert page.status_code == 200 and "档案室第 5 盒" in page.text
    assert client.get(f"/staff/{year.nurse.id}/file").status_code == 404


def test_a_head_sees_only_the_own_people(year, sign_in):
    other = builders.department("骨科")
    assert sign_in("DH", place=other).get(f"/staff/{year.doctor.id}/file").status_code == 404


def test_the_file_is_printed(year, sign_in):
    answer = sign_in("OF").post(f"/staff/{year.doctor.id}/file")
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.data)).pages)
    assert all(words in text for words in ("医德档案", "张晓明", "2026年度", "旧3号"))


def test_ones_own_page_leads_to_the_file_and_says_what_leads_further(year, sign_in):
    text = sign_in("ST", person=year.nurse, place=year.place).get(f"/staff/{year.nurse.id}/overview").text
    assert f"/staff/{year.nurse.id}/file" in text
