"""The screen that opens a closed year again."""

from __future__ import annotations

import pytest
from flask import Flask

from hospital_integrity.awards.queries import closing_of
from hospital_integrity.certificates import pdf
from hospital_integrity.certificates.operations import issue_all
from tests.closing import year as years
from tests.closing.year import Year

TYPED = {"nonce": "a" * 32, "document_no": "江一院纪〔2027〕9号", "reason": "举报查实，需重新评定"}


@pytest.fixture
def year(app: Flask) -> Year:
    """A year that is closed, with one paper."""
    found = years.over(app)
    issue_all(years.close(found).id, "staff", pdf.check)
    return found


def test_what_becomes_void_is_said_first(year: Year, sign_in) -> None:
    page = sign_in("PB").get("/closing/2026/reopen").text
    assert '医德考评</th><td class="num">9</td><td class="num">1</td>' in page


def test_the_publisher_reopens_and_the_year_is_open(year: Year, sign_in) -> None:
    answer = sign_in("PB").post("/closing/2026/reopen", data=TYPED, follow_redirects=True)
    assert "2026 年度已重新开启" in answer.text
    assert closing_of(2026) is None


def test_a_reason_too_short_is_refused_and_kept(year: Year, sign_in) -> None:
    answer = sign_in("PB").post("/closing/2026/reopen", data={**TYPED, "reason": "改"})
    assert (answer.status_code, closing_of(2026) is None) == (422, False)
    assert TYPED["document_no"] in answer.text


def test_a_reviewer_may_not(year: Year, sign_in) -> None:
    assert sign_in("RV").post("/closing/2026/reopen", data=TYPED).status_code == 403


def test_a_year_that_is_open_has_no_such_page(year: Year, sign_in) -> None:
    assert sign_in("PB").get("/closing/2027/reopen").status_code == 404
